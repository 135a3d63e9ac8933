package org.breakroom.member;

import static org.breakroom.access.Role.MEMBER;
import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.Phone;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Correcting and confirming contact facts: by whoever talks to her, or by herself. */
@Controller
class ContactController {
    private final Members members;
    private final Contacts contacts;
    private final Locals locals;
    private final Audit audit;
    private final Messages messages;

    ContactController(Members members, Contacts contacts, Locals locals, Audit audit, Messages messages) {
        this.members = members;
        this.contacts = contacts;
        this.locals = locals;
        this.audit = audit;
        this.messages = messages;
    }

    /** Whose facts, from where they are written, and in whose name. */
    private record Case(Local local, Members.Person person, String here, String back, String source) {}

    private Case hers(Viewer viewer, Local local, UUID id) {
        viewer.writing(local.id());
        var path = local.path() + "/members/" + id;
        return new Case(local, members.require(viewer, local, id), path + "/contacts", path, "REP");
    }

    private Case own(Viewer viewer) {
        var home = viewer.seats().stream()
                .filter(s -> s.role() == MEMBER && s.local() != null)
                .findFirst()
                .orElseThrow(NotFound::new);
        var local = locals.require(Objects.requireNonNull(home.local()));
        return new Case(local, members.self(viewer, local), "/me/contacts", "/me", "MEMBER");
    }

    @GetMapping("/locals/{local}/members/{id}/contacts")
    @Open({REP, ORGANIZER, OFFICER})
    String edit(Viewer viewer, Local local, @PathVariable UUID id, Model model) {
        return fresh(hers(viewer, local, id), model);
    }

    @GetMapping("/me/contacts")
    @Open(MEMBER)
    String edit(Viewer viewer, Model model) {
        return fresh(own(viewer), model);
    }

    @PostMapping("/locals/{local}/members/{id}/contacts")
    @Open({REP, ORGANIZER, OFFICER})
    String save(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            ContactForm form,
            HttpServletResponse response,
            Model model) {
        return save(viewer, hers(viewer, local, id), form, response, model);
    }

    @PostMapping("/me/contacts")
    @Open(MEMBER)
    String save(Viewer viewer, ContactForm form, HttpServletResponse response, Model model) {
        return save(viewer, own(viewer), form, response, model);
    }

    private String fresh(Case of, Model model) {
        var now = Contacts.inUse(of.person());
        var phone = now.getOrDefault("PHONE", "");
        var form = new ContactForm(
                phone.isEmpty() ? "" : new Phone(phone).shown(),
                now.getOrDefault("EMAIL", ""),
                now.getOrDefault("ADDRESS", ""),
                null,
                contacts.version(of.local(), of.person().id()));
        return page(of, form, Problems.none(), model);
    }

    private String page(Case of, ContactForm form, Problems problems, Model model) {
        model.addAttribute("person", of.person());
        model.addAttribute("earlier", of.person().earlier());
        model.addAttribute("here", of.here());
        model.addAttribute("back", of.back());
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "member/contactsPage";
    }

    private String save(Viewer viewer, Case seen, ContactForm form, HttpServletResponse response, Model model) {
        var person = seen.person();
        var problems = Problems.none();
        var said = form.read(messages, problems);
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(seen, form, problems, model);
        }
        contacts.hold(seen.local(), person.id());
        var version = contacts.version(seen.local(), person.id());
        if (!version.equals(form.version())) {
            return conflict(viewer, seen, form, version, response, model);
        }
        contacts.save(
                seen.local(),
                person.id(),
                Contacts.inUse(person),
                said,
                form.confirmed() != null || seen.source().equals("MEMBER"),
                seen.source());
        audit.changed(viewer, seen.local().id(), "member.contacts", person.id(), person.name());
        return "redirect:" + seen.back();
    }

    /** Someone else was faster: her change stands, these answers are kept, and saving again puts them in its place. */
    private String conflict(
            Viewer viewer, Case seen, ContactForm form, String version, HttpServletResponse response, Model model) {
        var of = seen.source().equals("MEMBER")
                ? own(viewer)
                : hers(viewer, seen.local(), seen.person().id());
        var last = form.version().isBlank()
                ? Optional.<Audit.Entry>empty()
                : audit.lastChange(of.local().id(), of.person().id());
        var sentence = last.map(e -> messages.here("contact.conflict", e.actor(), Figures.hour(e.at())))
                .orElseGet(() -> messages.here("contact.conflictList"));
        response.setStatus(HttpStatus.CONFLICT.value());
        var again = new ContactForm(form.phone(), form.email(), form.address(), form.confirmed(), version);
        return page(of, again, Problems.none().add("phone", sentence), model);
    }
}
