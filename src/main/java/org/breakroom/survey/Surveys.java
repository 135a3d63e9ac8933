package org.breakroom.survey;

import static org.breakroom.db.Tables.SURVEY;
import static org.breakroom.db.Tables.SURVEY_QUESTION;
import static org.breakroom.db.Tables.SURVEY_TURNOUT;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.db.tables.records.SurveyRecord;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Surveys and their questions: the federation's for everybody, a local's for its people, one about something for who has to do with it. */
@Component
public class Surveys {
    private static final int LISTED = 100;

    private final DSLContext sql;
    private final FederationClock clock;
    private final List<Audience> audiences;

    Surveys(DSLContext sql, FederationClock clock, List<Audience> audiences) {
        this.sql = sql;
        this.clock = clock;
        this.audiences = audiences;
    }

    private static Survey read(SurveyRecord r) {
        return new Survey(
                r.getId(),
                r.getOfLocal(),
                r.getSubjectId(),
                r.getTitle(),
                r.getIntro(),
                r.getNamed(),
                r.getAuthor(),
                r.getOpenedAt() == null ? null : r.getOpenedAt().toInstant(),
                r.getClosesOn(),
                r.getClosedAt() == null ? null : r.getClosedAt().toInstant());
    }

    private static Condition seen(Viewer viewer) {
        return SURVEY.OF_LOCAL.isNull().or(SURVEY.OF_LOCAL.in(viewer.locals()));
    }

    /** What stands for itself and the viewer may answer or keeps, newest first. */
    List<Survey> list(Viewer viewer) {
        return sql
                .selectFrom(SURVEY)
                .where(seen(viewer), SURVEY.SUBJECT_ID.isNull())
                .orderBy(SURVEY.MADE_AT.desc(), SURVEY.ID)
                .limit(LISTED)
                .fetch(Surveys::read)
                .stream()
                .filter(s -> s.open(clock.today()) || viewer.keeps(s.local()))
                .toList();
    }

    Survey require(Viewer viewer, UUID id) {
        return sql.selectFrom(SURVEY)
                .where(SURVEY.ID.eq(id).and(seen(viewer)))
                .fetchOptional(Surveys::read)
                .filter(s -> viewer.keeps(s.local()) || mayAnswer(viewer, s))
                .orElseThrow(NotFound::new);
    }

    Survey requireKept(Viewer viewer, UUID id) {
        var survey = require(viewer, id);
        if (!viewer.keeps(survey.local())) {
            throw new NotFound();
        }
        return survey;
    }

    /** Whether a survey that is open is for this viewer. */
    boolean mayAnswer(Viewer viewer, Survey survey) {
        if (survey.opened() == null) {
            return false;
        }
        return survey.subject() == null || who(viewer, survey).isPresent();
    }

    /** As whom the viewer answers a survey: her record in the local that asks, or the one that what it asks about knows. */
    Optional<Viewer.Member> who(Viewer viewer, Survey survey) {
        var subject = survey.subject();
        return viewer.members().stream()
                .filter(m -> survey.local() == null || survey.local() == m.local())
                .filter(m -> subject == null || audiences.stream().anyMatch(a -> a.has(m.local(), m.id(), subject)))
                .findFirst();
    }

    /** The surveys about some things. */
    public List<Survey> about(Collection<UUID> subjects) {
        return sql.selectFrom(SURVEY)
                .where(SURVEY.SUBJECT_ID.in(subjects))
                .orderBy(SURVEY.ID)
                .fetch(Surveys::read);
    }

    /** Which of some surveys somebody has answered under one of her records. */
    public Set<UUID> answered(Collection<Viewer.Member> selves, Collection<UUID> surveys) {
        if (selves.isEmpty()) {
            return Set.of();
        }
        var t = SURVEY_TURNOUT;
        return sql.select(t.SURVEY_ID)
                .from(t)
                .where(selves.stream()
                        .map(m -> t.LOCAL_ID.eq(m.local()).and(t.MEMBER_ID.eq(m.id())))
                        .reduce(Condition::or)
                        .orElseThrow())
                .and(t.SURVEY_ID.in(surveys))
                .fetchSet(t.SURVEY_ID);
    }

    /** Makes a survey with its first questions; it waits to be opened. */
    public UUID make(
            Viewer viewer,
            @Nullable Integer local,
            @Nullable UUID subject,
            String title,
            String intro,
            boolean named,
            List<Question> questions) {
        var id = Ids.at(clock.now().toEpochMilli());
        sql.insertInto(SURVEY)
                .set(SURVEY.ID, id)
                .set(SURVEY.OF_LOCAL, local)
                .set(SURVEY.SUBJECT_ID, subject)
                .set(SURVEY.TITLE, title)
                .set(SURVEY.INTRO, intro)
                .set(SURVEY.NAMED, named)
                .set(SURVEY.AUTHOR, viewer.name())
                .set(SURVEY.MADE_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
        questions.forEach(q -> add(id, q));
        return id;
    }

    List<Question> questions(UUID survey) {
        var q = SURVEY_QUESTION;
        return sql.selectFrom(q)
                .where(q.SURVEY_ID.eq(survey))
                .orderBy(q.POSITION)
                .fetch(r -> new Question(
                        r.getPosition(),
                        QuestionKind.valueOf(r.getKind()),
                        r.getWords(),
                        List.of(r.getChoices()),
                        r.getRequired()));
    }

    /** Adds a question behind the others; its position is the next that was never used. */
    void add(UUID survey, Question question) {
        var q = SURVEY_QUESTION;
        var used = sql.select(DSL.max(q.POSITION))
                .from(q)
                .where(q.SURVEY_ID.eq(survey))
                .fetchOne(0, Integer.class);
        int next = used == null ? 1 : used + 1;
        sql.insertInto(q)
                .set(q.SURVEY_ID, survey)
                .set(q.POSITION, next)
                .set(q.KIND, question.kind().name())
                .set(q.WORDS, question.words())
                .set(q.CHOICES, question.choices().toArray(String[]::new))
                .set(q.REQUIRED, question.required())
                .execute();
    }

    void remove(UUID survey, int position) {
        var q = SURVEY_QUESTION;
        if (sql.deleteFrom(q)
                        .where(q.SURVEY_ID.eq(survey), q.POSITION.eq(position))
                        .execute()
                == 0) {
            throw new NotFound();
        }
    }

    /** From here on it can be answered and its questions stay. */
    public void open(UUID survey, @Nullable LocalDate closesOn) {
        sql.update(SURVEY)
                .set(SURVEY.OPENED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(SURVEY.CLOSES_ON, closesOn)
                .where(SURVEY.ID.eq(survey), SURVEY.OPENED_AT.isNull())
                .execute();
    }

    /** Nobody answers any more, or again. */
    void close(UUID survey, boolean closed) {
        sql.update(SURVEY)
                .set(SURVEY.CLOSED_AT, closed ? clock.now().atOffset(ZoneOffset.UTC) : null)
                .where(SURVEY.ID.eq(survey))
                .execute();
    }

    /** The survey as it is, held until the transaction ends: a question added while it opens would be answered by nobody. */
    Optional<Survey> hold(UUID survey) {
        return sql.selectFrom(SURVEY).where(SURVEY.ID.eq(survey)).forUpdate().fetchOptional(Surveys::read);
    }
}
