package org.breakroom.conversation;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Outcome;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.member.Members;
import org.breakroom.member.TimelineSource;
import org.breakroom.ui.Messages;
import org.springframework.stereotype.Component;

/** The talks of a member's timeline, each note held against who may read it. */
@Component
class ConversationTimeline implements TimelineSource {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private final Conversations conversations;
    private final Messages messages;
    private final FederationClock clock;

    ConversationTimeline(Conversations conversations, Messages messages, FederationClock clock) {
        this.conversations = conversations;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public List<Entry> timeline(Viewer viewer, Local local, Members.Person person) {
        return conversations.of(local, person.id()).stream()
                .map(t -> entry(viewer, local, t))
                .toList();
    }

    private Entry entry(Viewer viewer, Local local, Conversations.Told t) {
        boolean seen = t.note() != null && t.seenBy().shows(viewer, local.id(), t.author());
        boolean hers = t.author().equals(viewer.account()) && t.correctedAt() == null;
        boolean own = hers && t.recordedAt().plus(Activities.WITHDRAWAL_MAX).isAfter(clock.now());
        var talk = local.path() + "/conversations/" + t.id();
        return new Entry(
                t.at(),
                "message",
                t.correctedAt() == null
                        ? words(t)
                        : messages.here(
                                "conversation.told.corrected",
                                words(t),
                                DAY.format(FederationClock.dayOf(t.correctedAt()))),
                seen ? t.note() : null,
                seen ? "conversation.seenBy." + t.seenBy() : null,
                t.recorder(),
                own ? talk + "/withdrawal" : null,
                hers && viewer.reach(local.id()).mayWrite() ? talk + "/correction" : null);
    }

    private String words(Conversations.Told t) {
        var words = new StringBuilder(messages.here("conversation.told." + t.outcome()));
        if (t.assessment() != null) {
            append(
                    words,
                    messages.here(
                            "conversation.told.stands", t.assessment(), messages.here("assessment." + t.assessment())));
        }
        if (!t.issues().isEmpty()) {
            append(words, messages.here("conversation.told.issues", String.join(", ", t.issues())));
        }
        if (!t.yes().isEmpty()) {
            append(words, messages.here("conversation.told.yes", String.join(", ", t.yes())));
        }
        if (!t.no().isEmpty()) {
            append(words, messages.here("conversation.told.no", String.join(", ", t.no())));
        }
        if (t.followUp() != null && t.outcome() != Outcome.MOVED) {
            append(words, messages.here("conversation.told.followUp", DAY.format(t.followUp())));
        }
        return words.toString();
    }

    private static void append(StringBuilder words, String more) {
        words.append(" · ").append(more);
    }
}
