package org.breakroom.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.breakroom.access.Accounts;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.answer.OwnTransaction;
import org.breakroom.mail.Letters;
import org.breakroom.signin.Sessions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** The demo's own doors: its cast, coming in as someone of it, and the mail it would have sent. Outside the demo there are none. */
@Controller
@ConditionalOnProperty(name = "breakroom.demo", havingValue = "true")
class DemoController {
    private static final int LETTERS_SHOWN = 20;

    private final Sessions sessions;
    private final Accounts accounts;
    private final Letters letters;

    DemoController(Sessions sessions, Accounts accounts, Letters letters) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.letters = letters;
    }

    @GetMapping("/demo")
    @Open(toAll = true)
    String cast(Model model) {
        model.addAttribute("cast", Cast.members());
        return "demo/castPage";
    }

    @GetMapping("/demo/cast.json")
    @Open(toAll = true)
    @OwnTransaction
    @ResponseBody
    List<CastMember> castJson() {
        return Cast.members();
    }

    @GetMapping("/demo/sign-in/{role}")
    @Open(toAll = true)
    @OwnTransaction
    String signIn(@PathVariable String role, HttpServletRequest request, HttpServletResponse response) {
        var path = "/demo/sign-in/" + role;
        var members = Cast.members();
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).signIn().equals(path)) {
                var account = accounts.find(Cast.PEOPLE.get(i).email()).orElseThrow(NotFound::new);
                sessions.begin(account, request, response);
                return "redirect:/";
            }
        }
        throw new NotFound();
    }

    @GetMapping("/demo/mail")
    @Open(toAll = true)
    String mail(Model model) {
        model.addAttribute("letters", letters.newest(LETTERS_SHOWN));
        return "demo/mailPage";
    }
}
