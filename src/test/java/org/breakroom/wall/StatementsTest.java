package org.breakroom.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.breakroom.cast.Home;
import org.breakroom.cast.Statements;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is sent to the database: how many statements a page takes, and that each names the local it is about. */
class StatementsTest extends Home {
    @Autowired
    DSLContext sql;

    @Autowired
    Statements statements;

    @Test
    void each_page_takes_a_few_statements_however_many_people_there_are() {
        var officer = UUID.fromString(
                String.valueOf(sql.fetchValue("select id from account where email = 'ana.furtado@example.org'")));
        var staff = UUID.fromString(
                String.valueOf(sql.fetchValue("select id from account where email = 'carl.okafor@example.org'")));
        var big = locals.viewer(officer);
        var member = locals.as(
                big, () -> sql.fetchValue("select id from member where local_id = 12 and full_name = 'Denise Arruda'"));
        var worksite = locals.as(
                big,
                () -> sql.fetchValue(
                        "select worksite_id from member_on_roster where local_id = 12 and full_name = 'Denise Arruda'"));
        var most = Map.of(
                "/today",
                5,
                "/locals/9042/members?q=souza",
                3,
                "/locals/9042/members/" + member,
                6,
                "/locals/9042/charts",
                3,
                "/locals/9042/charts/" + worksite,
                5,
                "/locals/9042/charts/" + worksite + "?member=" + member, // one of them into the log of who looked
                8,
                "/locals/9042/goals",
                7,
                "/locals/9042/goals/talked?met=no",
                3);
        most.forEach((path, limit) -> assertThat(sent(officer, path)).as(path).hasSizeLessThanOrEqualTo(limit));
        assertThat(sent(staff, "/goals")).hasSizeLessThanOrEqualTo(6);
    }

    private List<String> sent(UUID who, String path) {
        assertThat(mvc.get().uri(path).with(in(who))).hasStatusOk();
        statements.start();
        mvc.get().uri(path).with(in(who)).exchange();
        var sent = statements.stop();
        assertThat(sent).as("the page was seen to ask").isNotEmpty();
        return sent;
    }

    private static final Pattern WORD =
            Pattern.compile("\\b(?:from|join|update|into)\\s+\"?(?:public\"?\\.\"?)?(\\w+)");

    /** Statements that work on a whole local at once, or on every local by design, and name it in other words. */
    private static boolean named(String statement) {
        return statement.contains("local_id") || statement.contains("view_as");
    }

    @Test
    void every_statement_on_a_tenant_table_that_the_suite_sent_names_its_local() {
        var tenant = sql
                .fetch(
                        "select table_name from information_schema.columns where column_name = 'local_id' and table_schema = 'public'")
                .stream()
                .map(r -> r.get(0, String.class))
                .collect(Collectors.toSet());
        assertThat(nameless(statements.all(), tenant)).isEmpty();
        assertThat(statements.all()).as("statements were seen").hasSizeGreaterThan(20);
        assertThat(nameless(Set.of("select full_name from member where id = ?"), tenant))
                .as("the rule bites")
                .hasSize(1);
    }

    private static Set<String> nameless(Set<String> all, Set<String> tenant) {
        var bad = new TreeSet<String>();
        for (var statement : all) {
            var m = WORD.matcher(statement);
            var touched = new ArrayList<String>();
            while (m.find()) {
                touched.add(m.group(1));
            }
            if (touched.stream().anyMatch(tenant::contains) && !named(statement)) {
                bad.add(statement);
            }
        }
        return bad;
    }

    /** The shapes that take a distributed server down: a plain input on the left of a join with a bare tenant table. */
    @Test
    void no_plain_input_is_joined_to_a_bare_tenant_table() {
        var crash = Pattern.compile(
                "(?s)from (?:entry|planned|unnest|\\(values).{0,200}left (?:outer )?join \"?(?:public\"?\\.\"?)?(?:member|employment|membership|contact_point|activity)\\b");
        assertThat(statements.all().stream()
                        .filter(s -> crash.matcher(s).find())
                        .toList())
                .isEmpty();
        assertThat(crash.matcher("select * from entry e left join member m on true")
                        .find())
                .isTrue();
    }
}
