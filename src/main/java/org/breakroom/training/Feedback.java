package org.breakroom.training;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.STAFF;

import java.util.List;
import java.util.UUID;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.survey.Starters;
import org.breakroom.survey.Surveys;
import org.breakroom.ui.Messages;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** How a training was: asked of those who came ({@link Came}), without names. */
@Controller
class Feedback {
    private final Trainings trainings;
    private final Surveys surveys;
    private final Starters starters;
    private final Messages messages;

    Feedback(Trainings trainings, Surveys surveys, Starters starters, Messages messages) {
        this.trainings = trainings;
        this.surveys = surveys;
        this.starters = starters;
        this.messages = messages;
    }

    /** Asks with the questions that come ready; asked once, it leads to the answers. */
    @PostMapping("/trainings/{id}/feedback")
    @Open({STAFF, OFFICER})
    String ask(Viewer viewer, @PathVariable UUID id) {
        trainings.requireKept(viewer, id);
        var training = trainings.hold(id);
        var asked = surveys.about(List.of(id));
        if (!asked.isEmpty()) {
            return "redirect:" + asked.getFirst().path() + "/results";
        }
        var title = messages.text("en", "ask.feedbackTitle", training.title());
        var survey = surveys.make(viewer, training.local(), id, title, "", false, starters.feedback());
        surveys.open(survey, null);
        return "redirect:/surveys/" + survey + "/results";
    }
}
