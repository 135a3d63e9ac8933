package org.breakroom.conversation;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
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
    private final Raps raps;
    private final Activities activities;
    private final Members members;
    private final FederationClock clock;
    private final Messages messages;

    ConversationController(
            Conversations conversations,
            Raps raps,
            Activities activities,
            Members members,
            FederationClock clock,
            Messages messages) {
        this.raps = raps;
        this.activities = activities;
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
        viewer.writing(local.id());
        var person = members.require(viewer, local, id);
        return sheet(local, person, "/members/" + id + "/conversations", ConversationForm.empty(from), model);
    }

    private String sheet(Local local, Members.Person person, String action, ConversationForm form, Model model) {
        model.addAttribute("local", local);
        model.addAttribute("person", person);
        model.addAttribute("issues", conversations.issues(local));
        model.addAttribute("asks", conversations.asks(local));
        model.addAttribute("rap", raps.current(local).orElse(null));
        model.addAttribute("action", local.path() + action);
        model.addAttribute("form", form);
        model.asMap().putIfAbsent("problems", Problems.none());
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
        var talk = form.read(known(local, person, null), messages, problems);
        if (talk.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", problems);
            return sheet(local, person, "/members/" + member + "/conversations", form, model);
        }
        conversations.log(viewer, local, talk.get());
        return "redirect:" + back(local, member, person.worksite(), form.from()) + "logged="
                + talk.get().id();
    }

    private ConversationForm.Known known(Local local, Members.Person person, Activities.@Nullable Told corrected) {
        return new ConversationForm.Known(
                person.id(),
                corrected == null ? person.worksite() : corrected.worksite(),
                conversations.issues(local),
                conversations.asks(local),
                corrected == null ? clock.now() : corrected.happenedAt(),
                Ids.at(clock.now().toEpochMilli()),
                corrected == null ? null : corrected.id());
    }

    /** What she said about a talk of hers, to be said better; at any time, for the one before stays told beside it. */
    @GetMapping("/locals/{local}/conversations/{talk}/correction")
    @Open({REP, ORGANIZER, OFFICER})
    String correction(Viewer viewer, Local local, @PathVariable UUID talk, Model model) {
        viewer.writing(local.id());
        var stands = activities.standing(viewer, local.id(), talk).orElseThrow(NotFound::new);
        var said = conversations.said(viewer, local, stands.id()).orElseThrow(NotFound::new);
        var person = members.require(viewer, local, stands.member());
        return sheet(local, person, "/conversations/" + talk + "/correction", said, model);
    }

    @PostMapping("/locals/{local}/conversations/{talk}/correction")
    @Open({REP, ORGANIZER, OFFICER})
    String correct(
            Viewer viewer,
            Local local,
            @PathVariable UUID talk,
            ConversationForm form,
            HttpServletResponse response,
            Model model) {
        viewer.writing(local.id());
        var stands = activities.standing(viewer, local.id(), talk).orElseThrow(NotFound::new);
        var person = members.require(viewer, local, stands.member());
        var problems = Problems.none();
        var better = form.read(known(local, person, stands), messages, problems);
        if (better.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problems", problems);
            return sheet(local, person, "/conversations/" + talk + "/correction", form, model);
        }
        conversations.log(viewer, local, better.get());
        return "redirect:" + local.path() + "/members/" + person.id() + "?corrected=1";
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
