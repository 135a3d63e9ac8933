package org.breakroom.member;

import static org.breakroom.db.Tables.CONTACT_POINT;
import static org.breakroom.db.Tables.MEMBER;
import static org.jooq.impl.DSL.noCondition;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Contact facts that people give, beside those that employers do: each with who said it and when, none overwritten. */
@Component
public class Contacts {
    private final DSLContext sql;
    private final FederationClock clock;

    Contacts(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A word for what is on file about someone's contacts; it changes with every change. */
    String version(Local local, UUID member) {
        return String.valueOf(sql.fetchValue("""
                select md5(coalesce(string_agg(id::text || ' ' || coalesce(ended_on::text, ''), ',' order by id), ''))
                from contact_point where local_id = ? and member_id = ?
                """, local.id(), member));
    }

    /** Waits for whoever else writes about her, so that a version that is read afterwards stays true. */
    public void hold(Local local, UUID member) {
        sql.select(MEMBER.ID)
                .from(MEMBER)
                .where(MEMBER.LOCAL_ID.eq(local.id()), MEMBER.ID.eq(member))
                .forNoKeyUpdate()
                .fetch();
    }

    /**
     * Takes in what someone said. What did not change is said anew only when it was confirmed; what was emptied ends,
     * whoever said it.
     *
     * @param inUse by kind, what the form began with
     * @param source MEMBER when she said it herself, REP when a rep or officer did for her
     */
    void save(
            Local local,
            UUID member,
            Map<String, String> inUse,
            Map<String, String> said,
            boolean confirmed,
            String source) {
        save(local, member, inUse, said, confirmed, source, null);
    }

    private void save(
            Local local,
            UUID member,
            Map<String, String> inUse,
            Map<String, String> said,
            boolean confirmed,
            String source,
            @Nullable UUID act) {
        var c = CONTACT_POINT;
        var today = clock.today();
        said.forEach((kind, value) -> {
            var was = inUse.getOrDefault(kind, "");
            if (value.isEmpty() ? was.isEmpty() : value.equals(was) && !confirmed) {
                return;
            }
            sql.update(c)
                    .set(c.ENDED_ON, today)
                    .set(c.CLOSED_BY, act)
                    .where(c.LOCAL_ID.eq(local.id()), c.MEMBER_ID.eq(member), c.KIND.eq(kind), c.ENDED_ON.isNull())
                    // the employer's word stays beside it; what people said gives way to what they say now
                    .and(
                            value.isEmpty()
                                    ? noCondition()
                                    : c.SOURCE.ne("EMPLOYER").or(c.VALUE.eq(value)))
                    .execute();
            if (!value.isEmpty()) {
                sql.insertInto(c)
                        .set(c.LOCAL_ID, local.id())
                        .set(c.ID, Ids.at(clock.now().toEpochMilli()))
                        .set(c.MEMBER_ID, member)
                        .set(c.KIND, kind)
                        .set(c.VALUE, value)
                        .set(c.SOURCE, source)
                        .set(c.SAID_ON, today)
                        .set(c.OPENED_BY, act)
                        .execute();
            }
        });
    }

    /**
     * Confirms facts that someone gave in one act with something else: what is said stands, what is empty stays as it is.
     *
     * @param said facts in canonical form by kind
     * @param source MEMBER when she said it herself, REP when a rep did for her
     * @param act what they were given in: see {@link #unsay}
     */
    public void confirm(Local local, Members.Person person, Map<String, String> said, String source, UUID act) {
        var given = new HashMap<>(said);
        given.values().removeIf(String::isEmpty);
        save(local, person.id(), inUse(person), given, true, source, act);
    }

    /**
     * Takes back what was said in an act that somebody else turned out to have done: the facts of it end, and those that gave way to
     * them are in use again. A fact that was said since stays.
     */
    public void unsay(Local local, UUID act) {
        var c = CONTACT_POINT;
        var before = CONTACT_POINT.as("before");
        sql.update(before)
                .setNull(before.ENDED_ON)
                .setNull(before.CLOSED_BY)
                .where(before.LOCAL_ID.eq(local.id()), before.CLOSED_BY.eq(act))
                .and(DSL.exists(DSL.selectOne()
                        .from(c)
                        .where(c.LOCAL_ID.eq(local.id()), c.OPENED_BY.eq(act), c.ENDED_ON.isNull())
                        .and(c.MEMBER_ID.eq(before.MEMBER_ID))
                        .and(c.KIND.eq(before.KIND))))
                .execute();
        sql.update(c)
                .set(c.ENDED_ON, clock.today())
                .where(c.LOCAL_ID.eq(local.id()), c.OPENED_BY.eq(act), c.ENDED_ON.isNull())
                .execute();
    }

    /** Whether there is a fact of a kind on file of someone: for joins. */
    public static Condition on(Field<Integer> local, Field<UUID> member, String kind) {
        var c = CONTACT_POINT;
        return DSL.exists(DSL.selectOne()
                .from(c)
                .where(c.LOCAL_ID.eq(local), c.MEMBER_ID.eq(member), c.KIND.eq(kind), c.ENDED_ON.isNull()));
    }

    /** Whose a number or an address is, as they or their employer said: what a rep wrote down proves nothing to a rep. */
    public Set<UUID> owners(Local local, String kind, String value) {
        var c = CONTACT_POINT;
        return sql.select(c.MEMBER_ID)
                .from(c)
                .where(c.LOCAL_ID.eq(local.id()), c.KIND.eq(kind), c.VALUE.eq(value), c.ENDED_ON.isNull())
                .and(c.SOURCE.ne("REP"))
                .fetchSet(c.MEMBER_ID);
    }

    /** The facts in use by kind. */
    public static Map<String, String> inUse(Members.Person person) {
        var all = new HashMap<String, String>();
        person.contacts().stream()
                .filter(Members.Contact::inUse)
                .forEach(f -> all.put(f.kind(), Objects.requireNonNull(f.value())));
        return all;
    }
}
