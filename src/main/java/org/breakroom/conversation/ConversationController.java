package org.breakroom.conversation;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.member.Members;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Logging a 1-on-1: one sheet, five taps, and back to where one came from. */
@Controller
class ConversationController {
    private final Conversations conversations;
    private final Members members;
    private final FederationClock clock;
    private final Messages messages;

    ConversationController(Conversations conversations, Members members, FederationClock clock, Messages messages) {
        this.conversations = conversations;
        this.members = members;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/members/{id}/conversations/new")
    @Open({REP, ORGANIZER, OFFICER})
    String form(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            Model model) {
        return sheet(viewer, local, id, ConversationForm.empty(from), Problems.none(), model);
    }

    private String sheet(
            Viewer viewer, Local local, UUID member, ConversationForm form, Problems problems, Model model) {
        viewer.writing(local.id());
        model.addAttribute("local", local);
        model.addAttribute("person", members.require(viewer, local, member));
        model.addAttribute("issues", conversations.issues(local));
        model.addAttribute("asks", conversations.asks(local));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "conversation/newPage";
    }

    @PostMapping("/locals/{local}/members/{member}/conversations")
    @Open({REP, ORGANIZER, OFFICER})
    String log(
            Viewer viewer,
            Local local,
            @PathVariable UUID member,
            ConversationForm form,
            HttpServletResponse response,
            Model model) {
        viewer.writing(local.id());
        var person = members.require(viewer, local, member);
        var problems = Problems.none();
        var known = new ConversationForm.Known(
                member,
                person.worksite(),
                conversations.issues(local),
                conversations.asks(local),
                clock.today(),
                Ids.at(clock.now().toEpochMilli()));
        var talk = form.read(known, messages, problems);
        if (talk.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return sheet(viewer, local, member, form, problems, model);
        }
        conversations.log(viewer, local, talk.get());
        return "redirect:" + back(local, member, person.worksite(), form.from()) + "logged="
                + talk.get().id();
    }

    /** Where the person came from: a word of three, never an address from outside. */
    private static String back(Local local, UUID member, @Nullable UUID worksite, @Nullable String from) {
        if ("today".equals(from)) {
            return "/today?member=" + member + "&";
        }
        if ("chart".equals(from) && worksite != null) {
            return local.path() + "/charts/" + worksite + "?member=" + member + "&";
        }
        return local.path() + "/members/" + member + "?";
    }

    @PostMapping("/locals/{local}/conversations/{id}/withdrawal")
    @Open({REP, ORGANIZER, OFFICER})
    String withdraw(Viewer viewer, Local local, @PathVariable UUID id, @RequestParam(defaultValue = "") String from) {
        viewer.writing(local.id());
        var withdrawn = conversations.withdraw(viewer, local, id).orElseThrow(NotFound::new);
        return "redirect:" + back(local, withdrawn.member(), withdrawn.worksite(), from) + "withdrawn=1";
    }
}
