package org.breakroom.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a made-up federation is asked: the standing survey on what to teach next, with answers from every local. */
@Component
public class SurveysOnFile {
    private static final int ANSWERS_A_LOCAL = 12;
    private static final List<String> ELSE = List.of(
            "Not on Thursdays, that is when my second job is.",
            "Something for new people, please, without the jargon.",
            "The mapping one was worth it. Again for our building?",
            "Child care would decide it for me.");

    private final DSLContext sql;
    private final Surveys surveys;
    private final Responses responses;
    private final Starters starters;
    private @Nullable Survey standing;

    SurveysOnFile(DSLContext sql, Surveys surveys, Responses responses, Starters starters) {
        this.sql = sql;
        this.surveys = surveys;
        this.responses = responses;
        this.starters = starters;
    }

    /** Opens the standing survey. */
    public void open(String author) {
        var staff = new Viewer(new UUID(0, 0), author, "", List.of(), Set.of(), false);
        var id = surveys.make(
                staff,
                null,
                null,
                "What should we teach next?",
                "It stands all year. We look at the answers each month when the next trainings are planned.",
                false,
                starters.offerings());
        surveys.open(id, null);
        standing = surveys.hold(id).orElseThrow();
    }

    /** Some of a local's people answer, the same on every machine. */
    public void answer(Local local) {
        var survey = java.util.Objects.requireNonNull(standing, "not opened");
        var questions = surveys.questions(survey.id());
        var chance = new Random(local.id());
        sql.fetch(
                        "select id from member_on_roster where local_id = ? and in_force order by sort_name, id limit ?",
                        local.id(),
                        ANSWERS_A_LOCAL)
                .forEach(r -> responses.take(
                        new Viewer.Member(local.id(), r.get(0, UUID.class)), local, survey, given(questions, chance)));
    }

    private static List<Responses.Given> given(List<Question> questions, Random chance) {
        var given = new ArrayList<Responses.Given>();
        for (var q : questions) {
            if (q.kind().hasWords()) {
                boolean says = chance.nextInt(4) == 0;
                given.add(new Responses.Given(
                        q.position(), List.of(), says ? ELSE.get(chance.nextInt(ELSE.size())) : ""));
            } else {
                int first = 1 + chance.nextInt(q.options().size());
                int second = 1 + chance.nextInt(q.options().size());
                given.add(new Responses.Given(
                        q.position(),
                        q.kind() == QuestionKind.MANY && second != first ? List.of(first, second) : List.of(first),
                        ""));
            }
        }
        return given;
    }
}
