package org.breakroom.signin;

import static org.breakroom.access.Role.ADMIN;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.breakroom.access.Accounts;
import org.breakroom.access.Open;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.LocalOpened;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.Email;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.mail.Letters;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The administrator's list of accounts, and how one of the federation's staff gets one. */
@Controller
class AccountsController {
    private final Accounts accounts;
    private final Letters letters;
    private final FederationClock clock;
    private final Messages messages;
    private final Locals locals;
    private final Invitations invitations;
    private final List<LocalOpened> startingLists;
    private final String origin;

    AccountsController(
            Accounts accounts,
            Letters letters,
            FederationClock clock,
            Messages messages,
            Locals locals,
            Invitations invitations,
            List<LocalOpened> startingLists,
            @Value("${breakroom.origin}") String origin) {
        this.accounts = accounts;
        this.letters = letters;
        this.clock = clock;
        this.messages = messages;
        this.locals = locals;
        this.invitations = invitations;
        this.startingLists = startingLists;
        this.origin = origin;
    }

    @GetMapping("/accounts")
    @Open(ADMIN)
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "1") int page, Model model) {
        return page(q, page, new StaffForm("", "", "STAFF"), Problems.none(), model);
    }

    private String page(String q, int page, StaffForm form, Problems problems, Model model) {
        return page(q, page, form, LocalForm.empty(), problems, model);
    }

    private String page(String q, int page, StaffForm form, LocalForm localForm, Problems problems, Model model) {
        model.addAttribute("localForm", localForm);
        if (!model.containsAttribute("officerForm")) {
            model.addAttribute("officerForm", new OfficerForm("", "", ""));
        }
        model.addAttribute("locals", locals.list());
        model.addAttribute("divisions", locals.divisions());
        model.addAttribute("query", q);
        model.addAttribute("accounts", accounts.list(q, page));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "signin/accountsPage";
    }

    @PostMapping("/accounts")
    @Open(ADMIN)
    String open(StaffForm form, HttpServletResponse response, Model model) {
        var problems = Problems.none();
        var name = PersonName.tidy(form.name());
        if (name.isEmpty() || name.length() > PersonName.LENGTH_MAX) {
            problems.add("name", messages.here("problem.name"));
        }
        var email = Email.read(form.email());
        if (email.isEmpty()) {
            problems.add("email", messages.here("problem.email"));
        }
        if (!form.role().equals("STAFF") && !form.role().equals("ADMIN")) {
            problems.add("role", messages.here("problem.role"));
        }
        if (!problems.any()
                && accounts.find(email.orElseThrow().address())
                        .filter(id -> accounts.holds(id, Role.valueOf(form.role())))
                        .isPresent()) {
            problems.add("email", messages.here("problem.roleHeld"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page("", 1, form, problems, model);
        }
        var address = email.orElseThrow().address();
        var account = accounts.findOrOpen(address, name);
        accounts.hold(
                account,
                new Accounts.Holding(
                        Ids.at(clock.now().toEpochMilli()),
                        Role.valueOf(form.role()),
                        null,
                        null,
                        null,
                        clock.today(),
                        null));
        letters.write(
                address,
                messages.here("letter.account.subject"),
                messages.here("letter.account.body", name, origin + "/sign-in"));
        return "redirect:/accounts";
    }

    /** Opens a local and invites its first officer, who takes it from there. */
    @PostMapping("/locals")
    @Open(ADMIN)
    String openLocal(Viewer viewer, LocalForm form, HttpServletResponse response, Model model) {
        var problems = Problems.none();
        var name = PersonName.tidy(form.localName());
        var division = PersonName.tidy(form.division());
        var officer = PersonName.tidy(form.officer());
        var email = Email.read(form.officerEmail());
        if (!form.number().strip().matches("[1-9][0-9]{0,5}")) {
            problems.add("number", messages.here("problem.number"));
        } else if (locals.findByNumber(Integer.parseInt(form.number().strip())).isPresent()) {
            problems.add("number", messages.here("problem.numberTaken"));
        }
        required("localName", name, "problem.localName", problems);
        required("division", division, "problem.divisionName", problems);
        required("officer", officer, "problem.name", problems);
        if (email.isEmpty()) {
            problems.add("officerEmail", messages.here("problem.email"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page("", 1, new StaffForm("", "", "STAFF"), form, problems, model);
        }
        var local = locals.open(Integer.parseInt(form.number().strip()), name, division);
        startingLists.forEach(lists -> lists.start(local));
        invitations.inviteOfficer(viewer, local, officer, email.orElseThrow().address());
        return "redirect:/accounts";
    }

    /** Invites an officer for a local that has none left to do it. */
    @PostMapping("/officers")
    @Open(ADMIN)
    String appoint(Viewer viewer, OfficerForm form, HttpServletResponse response, Model model) {
        var problems = Problems.none();
        var officer = PersonName.tidy(form.who());
        var email = Email.read(form.mail());
        var local = form.of().strip().matches("[1-9][0-9]{0,5}")
                ? locals.findByNumber(Integer.parseInt(form.of().strip()))
                : Optional.<Local>empty();
        if (local.isEmpty()) {
            problems.add("of", messages.here("problem.localUnknown"));
        }
        required("who", officer, "problem.name", problems);
        if (email.isEmpty()) {
            problems.add("mail", messages.here("problem.email"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("officerForm", form);
            return page("", 1, new StaffForm("", "", "STAFF"), problems, model);
        }
        invitations.inviteOfficer(
                viewer, local.orElseThrow(), officer, email.orElseThrow().address());
        return "redirect:/accounts";
    }

    private void required(String field, String text, String message, Problems problems) {
        if (text.isEmpty() || text.length() > PersonName.LENGTH_MAX) {
            problems.add(field, messages.here(message));
        }
    }
}
