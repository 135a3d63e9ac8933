package org.breakroom.survey;

import static org.breakroom.db.Tables.MEMBER;
import static org.breakroom.db.Tables.SURVEY_ANSWER;
import static org.breakroom.db.Tables.SURVEY_RESPONSE;
import static org.breakroom.db.Tables.SURVEY_TURNOUT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * What was answered. Who answered is kept apart from what, where the survey is anonymous: the two rows share no id, and an
 * answer's id has no time in it. Parts of a survey's answers are shown only where at least {@link #FEWEST} people gave them.
 */
@Component
public class Responses {
    /** Fewer people than this are not told apart by division: who they are would be guessed. */
    static final int FEWEST = 5;

    private final DSLContext sql;
    private final Locals locals;

    Responses(DSLContext sql, Locals locals) {
        this.sql = sql;
        this.locals = locals;
    }

    /** An answer to one question: choices counted from 1 or a scale's value, else words. */
    record Given(int position, List<Integer> choices, String words) {}

    /** Keeps somebody's answers; false when she answered before, and then nothing changed. */
    boolean take(Viewer.Member who, Local local, Survey survey, List<Given> given) {
        int l = local.id();
        var t = SURVEY_TURNOUT;
        int first = sql.insertInto(t)
                .set(t.LOCAL_ID, l)
                .set(t.SURVEY_ID, survey.id())
                .set(t.MEMBER_ID, who.id())
                .onConflictDoNothing()
                .execute();
        if (first == 0) {
            return false;
        }
        var r = SURVEY_RESPONSE;
        var id = UUID.randomUUID();
        boolean federation = survey.local() == null;
        var name = sql.select(MEMBER.FULL_NAME)
                .from(MEMBER)
                .where(MEMBER.LOCAL_ID.eq(l), MEMBER.ID.eq(who.id()))
                .fetchSingle(MEMBER.FULL_NAME);
        var division = locals.divisions().stream()
                .filter(d -> d.id() == local.division())
                .map(Locals.Division::name)
                .findFirst()
                .orElse("");
        sql.insertInto(r)
                .set(r.LOCAL_ID, l)
                .set(r.ID, id)
                .set(r.SURVEY_ID, survey.id())
                .set(r.FEDERATION, federation)
                .set(r.DIVISION, division)
                .set(r.MEMBER_ID, survey.named() ? who.id() : null)
                .set(r.NAME, survey.named() ? name : "")
                .execute();
        var a = SURVEY_ANSWER;
        var rows =
                sql.insertInto(a, a.LOCAL_ID, a.RESPONSE_ID, a.SURVEY_ID, a.FEDERATION, a.POSITION, a.CHOICE, a.WORDS);
        boolean any = false;
        for (var g : given) {
            for (int choice : g.choices()) {
                rows = rows.values(l, id, survey.id(), federation, g.position(), choice, "");
                any = true;
            }
            if (!g.words().isEmpty()) {
                rows = rows.values(l, id, survey.id(), federation, g.position(), 0, g.words());
                any = true;
            }
        }
        if (any) {
            rows.execute();
        }
        return true;
    }

    /** How many answered, in all and by division; a division of too few is left out of the parts. */
    public record Turnout(int all, Map<String, Integer> divisions) {}

    Turnout turnout(UUID survey) {
        var r = SURVEY_RESPONSE;
        var by = new TreeMap<>(sql.select(r.DIVISION, DSL.count())
                .from(r)
                .where(r.SURVEY_ID.eq(survey), r.LOCAL_ID.isNotNull())
                .groupBy(r.DIVISION)
                .fetchMap(x -> x.value1(), x -> x.value2()));
        int all = by.values().stream().mapToInt(Integer::intValue).sum();
        int hidden =
                by.values().stream().filter(n -> n < FEWEST).mapToInt(n -> n).sum();
        by.values().removeIf(n -> n < FEWEST);
        // those left out are what is missing from the whole: with too few of them the smallest that is shown joins them
        while (hidden > 0 && hidden < FEWEST && !by.isEmpty()) {
            var smallest = Collections.min(by.entrySet(), Map.Entry.comparingByValue());
            hidden += smallest.getValue();
            by.remove(smallest.getKey());
        }
        return new Turnout(all, by.size() < 2 ? Map.of() : by);
    }

    /** How often each choice of each question was given: position, then choice. Of one division, or of all for an empty name. */
    Map<Integer, Map<Integer, Integer>> counts(UUID survey, String division) {
        var a = SURVEY_ANSWER;
        var r = SURVEY_RESPONSE;
        var out = new HashMap<Integer, Map<Integer, Integer>>();
        sql.select(a.POSITION, a.CHOICE, DSL.count())
                .from(a)
                .join(r)
                .on(r.LOCAL_ID.eq(a.LOCAL_ID), r.ID.eq(a.RESPONSE_ID))
                .where(a.SURVEY_ID.eq(survey), a.CHOICE.gt(0))
                .and(division.isEmpty() ? DSL.noCondition() : r.DIVISION.eq(division))
                .groupBy(a.POSITION, a.CHOICE)
                .forEach(x ->
                        out.computeIfAbsent(x.value1(), k -> new HashMap<>()).put(x.value2(), x.value3()));
        return out;
    }

    /** What somebody who gave her name chose. */
    record Chose(int choice, String name) {}

    /** Who chose what, by question, in the order of names; nothing where the survey is anonymous. */
    Map<Integer, List<Chose>> chosen(Survey survey) {
        if (!survey.named()) {
            return Map.of();
        }
        var a = SURVEY_ANSWER;
        var r = SURVEY_RESPONSE;
        return sql.select(a.POSITION, a.CHOICE, r.NAME)
                .from(a)
                .join(r)
                .on(r.LOCAL_ID.eq(a.LOCAL_ID), r.ID.eq(a.RESPONSE_ID))
                .where(a.SURVEY_ID.eq(survey.id()), a.CHOICE.gt(0))
                .orderBy(a.POSITION, r.NAME, a.RESPONSE_ID, a.CHOICE)
                .fetchGroups(x -> x.value1(), x -> new Chose(x.value2(), x.value3()));
    }

    /** Somebody's words, with her name where the survey is named. */
    public record Said(String words, String name) {}

    /** The words given to each question, in an order that says nothing of who was first; so many of each. */
    Map<Integer, List<Said>> words(UUID survey, int most) {
        var a = SURVEY_ANSWER;
        var r = SURVEY_RESPONSE;
        var out = new LinkedHashMap<Integer, List<Said>>();
        sql.select(a.POSITION, a.WORDS, r.NAME)
                .from(a)
                .join(r)
                .on(r.LOCAL_ID.eq(a.LOCAL_ID), r.ID.eq(a.RESPONSE_ID))
                .where(a.SURVEY_ID.eq(survey), a.CHOICE.eq(0))
                .orderBy(a.POSITION, a.RESPONSE_ID)
                .forEach(x -> {
                    var said = out.computeIfAbsent(x.value1(), k -> new ArrayList<>());
                    if (said.size() < most) {
                        said.add(new Said(x.value2(), x.value3()));
                    }
                });
        return out;
    }
}
