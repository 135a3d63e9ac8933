package org.breakroom.survey;

import java.util.List;
import org.breakroom.ui.Messages;
import org.springframework.stereotype.Component;

/** Questions to begin with: after a training, and on what to teach next. */
@Component
public class Starters {
    private final Messages messages;

    Starters(Messages messages) {
        this.messages = messages;
    }

    private Question question(QuestionKind kind, String key, boolean required) {
        var choices = kind.hasChoices()
                ? List.of(messages.text("en", "ask.starter." + key + "Choices").split("\\|"))
                : List.<String>of();
        return new Question(0, kind, messages.text("en", "ask.starter." + key), choices, required);
    }

    /** How a training was. */
    public List<Question> feedback() {
        return List.of(
                question(QuestionKind.SCALE, "worth", true),
                question(QuestionKind.SCALE, "use", false),
                question(QuestionKind.ONE, "pace", false),
                question(QuestionKind.LONG, "first", false),
                question(QuestionKind.LONG, "better", false));
    }

    /** What people want to learn, when and how. */
    public List<Question> offerings() {
        return List.of(
                question(QuestionKind.MANY, "topics", true),
                question(QuestionKind.MANY, "when", false),
                question(QuestionKind.ONE, "how", false),
                question(QuestionKind.ONE, "teach", false),
                question(QuestionKind.LONG, "else", false));
    }
}
