package org.breakroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.breakroom.Breakroom;
import org.breakroom.cast.Home;
import org.breakroom.cast.Server;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands of the shell as separate processes, beside the running server. */
@org.junit.jupiter.api.Tag("embedded")
class ShellTest extends Home {

    private record Said(int exit, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private static Said breakroom(String... args) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Breakroom.class.getName()));
        command.addAll(1, Server.jit());
        command.addAll(List.of(args));
        var err = Files.createTempFile(Path.of("target/data"), "shell", ".err");
        var process = new ProcessBuilder(command).redirectError(err.toFile()).start();
        var out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), out.strip(), Files.readString(err));
    }

    @Test
    void a_list_is_previewed_applied_and_undone_and_the_board_is_printed() throws Exception {
        var local = String.valueOf(locals.empty().number());
        var list = Files.writeString(data().resolve("town schools.csv"), """
                who,where,dob,tel
                "Lee, Ann",North,1980-01-01,508-555-0101
                "Ray, Bo",North,1981-01-01,abc
                ,North,,
                """);
        var map = Files.writeString(data().resolve("map.json"), """
                {"who": "name", "where": "worksite", "tel": "phone", "dob": "job_title"}
                """);
        var data = data().toString();
        var applied = breakroom(
                "roster",
                "apply",
                "--local",
                local,
                "--file",
                list.toString(),
                "--map",
                map.toString(),
                "--data",
                data,
                "--json");
        assertThat(applied.exit()).as(applied.err()).isZero();
        var json = applied.json();
        assertThat(json.get("rows").asInt()).isEqualTo(3);
        assertThat(json.get("created").asInt()).isEqualTo(2);
        assertThat(json.get("refused").asInt()).isEqualTo(1);
        assertThat(json.get("rows").asInt())
                .isEqualTo(json.get("linked").asInt()
                        + json.get("created").asInt()
                        + json.get("in_doubt").asInt()
                        + json.get("refused").asInt());
        assertThat(Files.readString(Path.of(json.get("errors_file").asString())))
                .contains("“abc” is no phone number")
                .doesNotContain("1981-01-01");
        assertThat(json.propertyNames())
                .containsExactly(
                        "rows",
                        "linked",
                        "created",
                        "in_doubt",
                        "refused",
                        "moved",
                        "changed",
                        "gone",
                        "errors_file",
                        "import");

        var goals = breakroom("goals", "--json", "--data", data);
        assertThat(goals.exit()).isZero();
        assertThat(goals.out()).contains("\"local\":" + local + ",").contains("\"members\":2");
        assertThat(goals.json().get("members").asInt()).isGreaterThan(25_000);

        var undone = breakroom("roster", "undo", "--local", local, "--file", list.toString(), "--data", data, "--json");
        assertThat(undone.exit()).as(undone.err()).isZero();
        assertThat(breakroom("goals", "--json", "--data", data).out()).contains("\"local\":" + local + ",\"name\":");
        var again = breakroom("roster", "undo", "--local", local, "--file", list.toString(), "--data", data, "--json");
        assertThat(again.exit()).isEqualTo(65);
        assertThat(again.err()).contains("There is no applied list to undo");
    }

    @Test
    void wrong_words_get_a_sentence_and_what_there_is() throws Exception {
        assertThat(breakroom("roster", "apply", "--local", "x").err()).contains("Name the local by its number");
        assertThat(breakroom("dance").err()).contains("There is no command dance");
        var none = breakroom(
                "roster", "preview", "--local", "1", "--file", "nowhere.csv", "--data", data().toString(), "--json");
        assertThat(none.exit()).isEqualTo(65);
        assertThat(none.err()).contains("There is no local 1");
    }

    @Test
    void the_owners_address_is_printed_while_the_server_runs() throws Exception {
        var url = breakroom("database-url", "--data", data().toString());
        if (System.getenv("BREAKROOM_DATABASE_URL") == null) {
            assertThat(url.out()).startsWith("postgresql://breakroom_owner:");
        }
        assertThat(breakroom("database-url", "--data", "target/data/nowhere").exit())
                .isEqualTo(1);
    }
}
