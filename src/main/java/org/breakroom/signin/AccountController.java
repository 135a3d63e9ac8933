package org.breakroom.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.answer.OwnTransaction;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own account: passkeys and sessions, to add, to look at, to end. */
@Controller
class AccountController {
    private final Sessions sessions;
    private final PublicKeyCredentialUserEntityRepository owners;
    private final UserCredentialRepository passkeys;

    AccountController(
            Sessions sessions, PublicKeyCredentialUserEntityRepository owners, UserCredentialRepository passkeys) {
        this.sessions = sessions;
        this.owners = owners;
        this.passkeys = passkeys;
    }

    @GetMapping("/account")
    @Open(toAllSignedIn = true)
    @OwnTransaction
    String show(
            Viewer viewer, @RequestParam(defaultValue = "") String passkey, HttpServletRequest request, Model model) {
        var session = request.getSession(false);
        model.addAttribute(
                "page",
                new AccountPage(
                        passkeys(viewer),
                        sessions.list(viewer.account(), session == null ? null : session.getId()),
                        passkey.equals("needed")));
        return "signin/accountPage";
    }

    private List<AccountPage.Passkey> passkeys(Viewer viewer) {
        var owner = owners.findByUsername(viewer.account().toString());
        return owner == null
                ? List.of()
                : passkeys.findByUserId(owner.getId()).stream()
                        .map(p -> new AccountPage.Passkey(
                                p.getCredentialId().toBase64UrlString(), p.getLabel(), p.getCreated()))
                        .toList();
    }

    @PostMapping("/account/passkeys/{id}/removal")
    @Open(toAllSignedIn = true)
    String remove(Viewer viewer, @PathVariable String id) {
        if (passkeys(viewer).stream().noneMatch(p -> p.id().equals(id))) {
            throw new NotFound();
        }
        passkeys.delete(Bytes.fromBase64(id));
        return "redirect:/account";
    }

    @PostMapping("/account/sessions/{id}/end")
    @Open(toAllSignedIn = true)
    @OwnTransaction
    String end(Viewer viewer, @PathVariable String id) {
        if (!sessions.end(viewer.account(), id)) {
            throw new NotFound();
        }
        return "redirect:/account";
    }
}
