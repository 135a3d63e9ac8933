package org.breakroom.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.answer.OwnTransaction;
import org.breakroom.kernel.Email;
import org.breakroom.kernel.Ids;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.TooOften;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Coming in by a code from one's mailbox, and going out. */
@Controller
class SignInController {
    private static final String ASKED = "sign-in";

    private final Codes codes;
    private final Sessions sessions;
    private final Throttle throttle;
    private final Messages messages;

    SignInController(Codes codes, Sessions sessions, Throttle throttle, Messages messages) {
        this.codes = codes;
        this.sessions = sessions;
        this.throttle = throttle;
        this.messages = messages;
    }

    @GetMapping("/sign-in")
    @Open(toAll = true)
    String ask(Model model) {
        if (Viewer.current().isPresent()) {
            return "redirect:/";
        }
        return askPage(model, "", Problems.none());
    }

    private static String askPage(Model model, String email, Problems problems) {
        model.addAttribute("email", email);
        model.addAttribute("problems", problems);
        return "signin/askPage";
    }

    @PostMapping("/sign-in")
    @Open(toAll = true)
    @OwnTransaction
    String send(
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var address = Email.read(email);
        if (address.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return askPage(model, email, Problems.none().add("email", messages.here("problem.email")));
        }
        if (!throttle.maySend(address.get().address(), request.getRemoteAddr())) {
            throw new TooOften();
        }
        var asked = new Cookie(ASKED, codes.send(address.get().address()).toString());
        asked.setHttpOnly(true);
        asked.setPath("/sign-in");
        asked.setMaxAge((int) Codes.GOOD_FOR.toSeconds());
        asked.setAttribute("SameSite", "Lax");
        asked.setSecure(request.isSecure());
        response.addCookie(asked);
        return "redirect:/sign-in/code";
    }

    @GetMapping("/sign-in/code")
    @Open(toAll = true)
    String code(Model model) {
        model.addAttribute("problems", Problems.none());
        return "signin/codePage";
    }

    @PostMapping("/sign-in/code")
    @Open(toAll = true)
    @OwnTransaction
    String use(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!throttle.mayTry(request.getRemoteAddr())) {
            throw new TooOften();
        }
        var account = asked(request).flatMap(id -> codes.use(id, code));
        if (account.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", Problems.none().add("code", messages.here("problem.code")));
            return "signin/codePage";
        }
        sessions.begin(account.get(), request, response);
        return "redirect:/";
    }

    @PostMapping("/sign-out")
    @Open(toAllSignedIn = true)
    @OwnTransaction
    String out(HttpServletRequest request) {
        sessions.end(request);
        return "redirect:/sign-in";
    }

    private static Optional<UUID> asked(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(c -> c.getName().equals(ASKED))
                        .findFirst()
                        .flatMap(c -> Ids.read(c.getValue()));
    }
}
