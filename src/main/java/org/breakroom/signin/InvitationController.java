package org.breakroom.signin;

import static org.breakroom.access.Role.OFFICER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.answer.OwnTransaction;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.Email;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.member.Members;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who works in Breakroom for a local: asked by an officer, accepted from the mailbox, ended by an officer. */
@Controller
class InvitationController {
    private final Invitations invitations;
    private final Worksites worksites;
    private final Members members;
    private final Locals locals;
    private final Sessions sessions;
    private final FederationClock clock;
    private final TransactionTemplate transaction;
    private final Messages messages;

    InvitationController(
            Invitations invitations,
            Worksites worksites,
            Members members,
            Locals locals,
            Sessions sessions,
            FederationClock clock,
            TransactionTemplate transaction,
            Messages messages) {
        this.invitations = invitations;
        this.worksites = worksites;
        this.members = members;
        this.locals = locals;
        this.sessions = sessions;
        this.clock = clock;
        this.transaction = transaction;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/invitations")
    @Open(OFFICER)
    String list(Viewer viewer, Local local, @RequestParam(defaultValue = "") String member, Model model) {
        viewer.require(OFFICER, local.id());
        var form = Ids.read(member)
                .flatMap(id -> members.find(viewer, local, id))
                .map(p -> new InvitationForm(
                        p.name(),
                        p.contacts().stream()
                                .filter(c -> c.kind().equals("EMAIL"))
                                .map(Members.Contact::value)
                                .findFirst()
                                .orElse(""),
                        "REP",
                        p.worksite() == null ? "" : p.worksite().toString(),
                        p.id().toString(),
                        ""))
                .orElseGet(InvitationForm::empty);
        return page(local, form, Problems.none(), model);
    }

    private String page(Local local, InvitationForm form, Problems problems, Model model) {
        var lines = invitations.list(local);
        Set<UUID> places = lines.stream()
                .map(InvitationLine::worksite)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        model.addAttribute("local", local);
        model.addAttribute("lines", lines);
        model.addAttribute("places", worksites.names(places));
        model.addAttribute("worksites", worksites.list(local));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "signin/invitationsPage";
    }

    @PostMapping("/locals/{local}/invitations")
    @Open(OFFICER)
    String invite(Viewer viewer, Local local, InvitationForm form, HttpServletResponse response, Model model) {
        viewer.require(OFFICER, local.id());
        var problems = Problems.none();
        var wanted = read(viewer, local, form, problems);
        if (wanted.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(local, form, problems, model);
        }
        invitations.invite(viewer, local, wanted.get());
        return "redirect:" + local.path() + "/invitations";
    }

    private Optional<Invitations.Wanted> read(Viewer viewer, Local local, InvitationForm form, Problems problems) {
        var name = PersonName.tidy(form.name());
        if (name.isEmpty() || name.length() > PersonName.LENGTH_MAX) {
            problems.add("name", messages.here("problem.name"));
        }
        var email = Email.read(form.email());
        if (email.isEmpty()) {
            problems.add("email", messages.here("problem.email"));
        }
        var role = java.util.stream.Stream.of(Role.MEMBER, Role.REP, Role.ORGANIZER, OFFICER)
                .filter(r -> r.name().equals(form.role()))
                .findFirst();
        if (role.isEmpty()) {
            problems.add("role", messages.here("problem.role"));
        }
        boolean placed = role.isPresent() && (role.get() == Role.REP || role.get() == Role.ORGANIZER);
        var worksite = placed
                ? Ids.read(form.worksite())
                        .flatMap(id -> worksites.find(local, id))
                        .map(Worksites.Worksite::id)
                : Optional.<UUID>empty();
        if (placed && worksite.isEmpty()) {
            problems.add("worksite", messages.here("problem.worksite"));
        }
        var until = until(form.until(), problems);
        var member = Ids.read(form.member())
                .filter(id -> members.worksite(viewer, local, id).isPresent());
        if (role.isPresent() && role.get() == Role.MEMBER && member.isEmpty()) {
            problems.add("role", messages.here("problem.memberUnknown"));
        }
        if (problems.any()) {
            return Optional.empty();
        }
        return Optional.of(new Invitations.Wanted(
                Ids.at(clock.now().toEpochMilli()),
                email.orElseThrow().address(),
                name,
                role.orElseThrow(),
                worksite.orElse(null),
                member.orElse(null),
                clock.today(),
                until.orElse(null)));
    }

    private Optional<LocalDate> until(String text, Problems problems) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        var day = Days.read(text);
        if (day.isEmpty()) {
            problems.add("until", messages.here("problem.day"));
        } else if (day.get().isBefore(clock.today())) {
            problems.add("until", messages.here("problem.pastDay"));
        }
        return day;
    }

    @PostMapping("/locals/{local}/invitations/{id}/end")
    @Open(OFFICER)
    String end(Viewer viewer, Local local, @PathVariable UUID id, HttpServletResponse response, Model model) {
        viewer.require(OFFICER, local.id());
        if (invitations.lastOfficer(local, id)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var problems = Problems.none().add("held", messages.here("problem.lastOfficer"));
            return page(local, InvitationForm.empty(), problems, model);
        }
        if (!invitations.end(viewer, local, id)) {
            throw new NotFound();
        }
        return "redirect:" + local.path() + "/invitations";
    }

    @GetMapping("/locals/{local}/invitations/{id}/acceptance")
    @Open(toAll = true)
    @OwnTransaction
    String ask(
            @PathVariable int local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String token,
            Model model) {
        var found = locals.findByNumber(local).orElseThrow(NotFound::new);
        var wanted = Viewer.invited(found.id())
                .call(() -> transaction.execute(t -> invitations.open(found.id(), id, token)));
        model.addAttribute("local", found);
        model.addAttribute("token", token);
        model.addAttribute("id", id);
        model.addAttribute("name", wanted.map(Invitations.Wanted::name).orElse(""));
        model.addAttribute("role", wanted.map(w -> w.role().name()).orElse(""));
        return "signin/acceptancePage";
    }

    @PostMapping("/locals/{local}/invitations/{id}/acceptance")
    @Open(toAll = true)
    @OwnTransaction
    String accept(
            @PathVariable int local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var found = locals.findByNumber(local).orElseThrow(NotFound::new);
        var account = Viewer.invited(found.id())
                .call(() -> transaction.execute(
                        t -> invitations.open(found.id(), id, token).map(w -> invitations.accept(found.id(), w))));
        if (account.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return ask(local, id, token, model);
        }
        sessions.begin(account.get(), request, response);
        return "redirect:/";
    }
}
