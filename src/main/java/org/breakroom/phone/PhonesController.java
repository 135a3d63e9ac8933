package org.breakroom.phone;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;
import static org.breakroom.db.Tables.PHONE_DEVICE;

import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The phones themselves: one's own, and for an officer those of the local and what waits from them. */
@Controller
class PhonesController {
    private final Devices devices;
    private final Waits waits;
    private final Audit audit;

    PhonesController(Devices devices, Waits waits, Audit audit) {
        this.devices = devices;
        this.waits = waits;
        this.audit = audit;
    }

    @GetMapping("/phones")
    @Open({REP, ORGANIZER, OFFICER})
    String own(Viewer viewer, Model model) {
        model.addAttribute("devices", devices.ofAccount(viewer.account()));
        return "phone/ownPage";
    }

    @PostMapping("/phones/{id}/revocation")
    @Open({REP, ORGANIZER, OFFICER})
    String revokeOwn(Viewer viewer, @PathVariable UUID id) {
        if (!devices.revoke(viewer, id, PHONE_DEVICE.ACCOUNT_ID.eq(viewer.account()))) {
            throw new NotFound();
        }
        return "redirect:/phones?revoked=1";
    }

    @GetMapping("/locals/{local}/phones")
    @Open(OFFICER)
    String list(Viewer viewer, Local local, Model model) {
        viewer.require(OFFICER, local.id());
        model.addAttribute("local", local);
        model.addAttribute("devices", devices.ofLocal(local.id()));
        model.addAttribute("waiting", waits.waiting(viewer, local));
        return "phone/listPage";
    }

    @PostMapping("/locals/{local}/phones/{id}/revocation")
    @Open(OFFICER)
    String revoke(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        if (!devices.revoke(viewer, id, PHONE_DEVICE.OF_LOCAL.eq(local.id()))) {
            throw new NotFound();
        }
        audit.record(viewer, local.id(), "phone.revoked", id.toString());
        return "redirect:" + local.path() + "/phones?revoked=1";
    }

    @PostMapping("/locals/{local}/phones/entries/{id}/acceptance")
    @Open(OFFICER)
    String accept(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        if (!waits.accept(viewer, local, id)) {
            throw new NotFound();
        }
        return "redirect:" + local.path() + "/phones?accepted=1";
    }

    @PostMapping("/locals/{local}/phones/entries/{id}/refusal")
    @Open(OFFICER)
    String refuse(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        if (!waits.refuse(viewer, local, id)) {
            throw new NotFound();
        }
        return "redirect:" + local.path() + "/phones?refused=1";
    }
}
