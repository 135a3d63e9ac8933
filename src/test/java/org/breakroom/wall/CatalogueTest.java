package org.breakroom.wall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.breakroom.cast.Home;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The wall as PostgreSQL's own catalogue tells it: rules every table keeps from its first migration. */
class CatalogueTest extends Home {
    /** Tables without a person, or that no page lists to a local. Whoever adds one says why here. */
    private static final Set<String> PLAIN = new TreeSet<>(Set.of(
            "account", // who may sign in; listed to administrators only
            "account_role", // read to find the viewer, before any wall can be bound
            "name_grant", // likewise
            "answer", // idempotency keys
            "letter", // outbox
            "card_offer", // the federation's drives, nobody in them
            "card_offer_wording",
            "guard_secret", // what challenges are signed with
            "training_course", // what is taught and when: counts, nobody in it
            "training_need",
            "training_material",
            "training_requirement",
            "training",
            "training_seat", // a number in a line that runs over all locals; whose it is stands in the registration
            "training_shift", // who is wanted; who took it stands with the presenter
            "calendar_feed", // by account
            "organizer_program", // what pays whom for what: nobody in it
            "organizer_rate",
            "organizer_source",
            "stipend_pool", // amounts by source
            "stipend_period",
            "survey", // questions, no answer in it
            "survey_question",
            "phone_device", // by account, like its sessions
            "sign_in_code", // hashes, ten minutes
            "spring_session",
            "spring_session_attributes",
            "user_entities", // passkeys, by account
            "user_credentials",
            "scheduled_tasks", // jobs
            "goal_definition", // what counts, for everyone to read
            "division",
            "meeting_kit", // what to say in ten minutes, nobody in it
            "local",
            "employer",
            "worksite", // places
            "place_list",
            "place_edition",
            "place",
            "place_proposal",
            "flyway_schema_history"));

    @Autowired
    DSLContext sql;

    @Test
    void every_other_table_has_local_id_in_its_key_and_forced_row_security_with_a_policy() {
        var tables = sql.fetch("""
                select c.relname, c.relrowsecurity, c.relforcerowsecurity,
                  (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
                  (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                    where i.indrelid = c.oid and i.indisprimary) as leads
                from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
                """);
        assertThat(tables).hasSizeGreaterThan(30);
        var plain = new TreeSet<String>();
        for (var t : tables) {
            var name = t.get(0, String.class);
            if (PLAIN.contains(name)) {
                plain.add(name);
                assertThat(columns(name)).as(name).doesNotContain("local_id");
                continue;
            }
            assertThat(t.get(1, Boolean.class)).as(name + " has row security").isTrue();
            assertThat(t.get(2, Boolean.class)).as(name + " forces it").isTrue();
            assertThat(t.get(3, Integer.class)).as(name + " has a policy").isPositive();
            assertThat(t.get(4, String.class)).as(name + "'s key is led by").isEqualTo("local_id");
        }
        assertThat(plain).isEqualTo(PLAIN);
    }

    private java.util.List<String> columns(String table) {
        return sql.fetch(
                        "select column_name from information_schema.columns where table_schema = 'public' and table_name = ?",
                        table)
                .map(r -> r.get(0, String.class));
    }

    @Test
    void unique_indexes_and_foreign_keys_between_tenant_tables_carry_local_id() {
        var unique = sql.fetch("""
                select t.relname, i.relname from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
                join pg_attribute a on a.attrelid = t.oid and a.attname = 'local_id'
                where x.indisunique and t.relnamespace = 'public'::regnamespace and x.indkey[0] <> a.attnum
                """);
        assertThat(unique).isEmpty();
        var keys = sql.fetch("""
                select k.conname from pg_constraint k
                join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'local_id'
                join pg_attribute b on b.attrelid = k.confrelid and b.attname = 'local_id'
                where k.contype = 'f' and not (a.attnum = any (k.conkey) and b.attnum = any (k.confkey))
                """);
        assertThat(keys).isEmpty();
        var odd = sql.fetch("""
                select k.conname from pg_constraint k
                where k.contype = 'f' and (k.confdeltype in ('n', 'd')
                  or (exists (select from pg_attribute b where b.attrelid = k.confrelid and b.attname = 'local_id')
                    and not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'local_id')))
                """);
        assertThat(odd)
                .as("no set null, no plain table pointing at a tenant table")
                .isEmpty();
    }

    @Test
    void no_triggers_no_rules_and_an_application_role_that_owns_and_bypasses_nothing() {
        assertThat(sql.fetch("select tgname from pg_trigger where not tgisinternal"))
                .isEmpty();
        assertThat(sql.fetch("select rulename from pg_rules where schemaname = 'public'"))
                .isEmpty();
        var role = sql.fetchSingle(
                "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user");
        assertThat(role.intoList()).containsOnly(false);
        assertThat(sql.fetch("select tablename from pg_tables where tableowner = current_user"))
                .isEmpty();
    }

    @Test
    void no_column_is_made_for_data_that_is_never_held() {
        assertThat(sql.fetch("""
                select table_name, column_name from information_schema.columns where table_schema = 'public'
                and column_name ~* '(ssn|social|birth|dob|bank|iban|routing|licen[cs]e|card_number|password)'
                """)).isEmpty();
    }
}
