package org.breakroom.signin;

import static org.breakroom.access.Role.ADMIN;

import jakarta.servlet.http.HttpServletResponse;
import org.breakroom.access.Accounts;
import org.breakroom.access.Open;
import org.breakroom.access.Role;
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
    private final String origin;

    AccountsController(
            Accounts accounts,
            Letters letters,
            FederationClock clock,
            Messages messages,
            @Value("${breakroom.origin}") String origin) {
        this.accounts = accounts;
        this.letters = letters;
        this.clock = clock;
        this.messages = messages;
        this.origin = origin;
    }

    @GetMapping("/accounts")
    @Open(ADMIN)
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "1") int page, Model model) {
        return page(q, page, new StaffForm("", "", "STAFF"), Problems.none(), model);
    }

    private String page(String q, int page, StaffForm form, Problems problems, Model model) {
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
            problems.add("name", messages.text("en", "problem.name"));
        }
        var email = Email.read(form.email());
        if (email.isEmpty()) {
            problems.add("email", messages.text("en", "problem.email"));
        }
        if (!form.role().equals("STAFF") && !form.role().equals("ADMIN")) {
            problems.add("role", messages.text("en", "problem.role"));
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
                messages.text("en", "letter.account.subject"),
                messages.text("en", "letter.account.body", name, origin + "/sign-in"));
        return "redirect:/accounts";
    }
}
