package org.breakroom.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every word on screen comes from the message files, and every key that is asked for is there. */
class WordsTest {
    private static final Pattern KEY = Pattern.compile(
            "\\bt\\(\\s*\"([a-zA-Z.]+[a-zA-Z])\"|messages\\.(?:text\\(\\s*[^,()]+,|here\\()\\s*\"([a-zA-Z.]+[a-zA-Z])\"");

    private static List<Path> files(String folder, String ending) throws IOException {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(f -> f.toString().endsWith(ending)).toList();
        }
    }

    private static Properties messages() throws IOException {
        return messages("en");
    }

    private static Path file(String language) {
        return Path.of("src/main/resources/messages/messages_" + language + ".properties");
    }

    private static Properties messages(String language) throws IOException {
        var p = new Properties();
        try (var in = Files.newBufferedReader(file(language))) {
            p.load(in);
        }
        return p;
    }

    /** What members and reps read, by the first word of its keys: in every language. The rest is for officers and staff. */
    private static final Set<String> SPOKEN = Set.of(
            "federation",
            "local",
            "frame",
            "nav",
            "keys",
            "toast",
            "pager",
            "meter",
            "role",
            "assessment",
            "status",
            "mark",
            "marks",
            "kind",
            "outcome",
            "activity",
            "today",
            "chart",
            "poster",
            "member",
            "conversation",
            "rap",
            "phone",
            "meeting",
            "map",
            "plan",
            "structure",
            "orientation",
            "record",
            "contact",
            "goal",
            "counted",
            "me",
            "signin",
            "acceptance",
            "error",
            "problem",
            "answer",
            "account",
            "letter",
            "sheet",
            "card",
            "guard",
            "training",
            "calendar",
            "organize",
            "survey",
            "language");

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)[,}]");

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void members_and_reps_read_every_word_in_four_languages() throws IOException {
        var english = messages();
        var wanted = new TreeSet<>(english.stringPropertyNames());
        wanted.removeIf(k -> !SPOKEN.contains(k.substring(0, k.indexOf('.'))));
        assertThat(wanted).hasSizeGreaterThan(1000);
        for (var language : Messages.LANGUAGES.subList(1, Messages.LANGUAGES.size())) {
            var said = messages(language);
            assertThat(new TreeSet<>(said.stringPropertyNames())).as(language).isEqualTo(wanted);
            var spoken = new Messages();
            for (var key : wanted) {
                assertThat(places(said.getProperty(key)))
                        .as(language + " " + key)
                        .isEqualTo(places(english.getProperty(key)));
                assertThat(spoken.text(language, key, 1, 2, 3, 4, 5, 6, 7))
                        .as(language + " " + key)
                        .doesNotContain("''");
            }
        }
    }

    @Test
    void no_key_stands_twice_in_a_file() throws IOException {
        for (var language : Messages.LANGUAGES) {
            var seen = new TreeSet<String>();
            var twice = Files.readAllLines(file(language)).stream()
                    .filter(l -> l.contains(" = ") && !l.startsWith("#"))
                    .map(l -> l.substring(0, l.indexOf(" = ")))
                    .filter(k -> !seen.add(k))
                    .toList();
            assertThat(twice).as(language).isEmpty();
        }
    }

    @Test
    void every_key_that_is_named_is_there() throws IOException {
        var known = messages().stringPropertyNames();
        var asked = new TreeSet<String>();
        var all = new ArrayList<>(files("src/main/jte", ".jte"));
        all.addAll(files("src/main/java", ".java"));
        for (var f : all) {
            var m = KEY.matcher(Files.readString(f));
            while (m.find()) {
                asked.add(m.group(1) != null ? m.group(1) : m.group(2));
            }
        }
        asked.removeIf(k -> known.contains(k) || known.stream().anyMatch(n -> n.startsWith(k + ".")));
        assertThat(asked).isEmpty();
        assertThat(known).hasSizeGreaterThan(200);
    }

    @Test
    void every_message_can_be_formatted() throws IOException {
        var messages = new Messages();
        for (var key : messages().stringPropertyNames()) {
            assertThat(messages.text("en", key, 1, 2, 3, 4, 5))
                    .as(key)
                    .isNotNull()
                    .doesNotContain("''");
        }
    }

    @Test
    void templates_hold_no_words_of_their_own() throws IOException {
        var own = new ArrayList<String>();
        for (var f : files("src/main/jte", ".jte")) {
            own.addAll(
                    words(Files.readString(f)).stream().map(w -> f + ": " + w).toList());
        }
        assertThat(own).isEmpty();
        assertThat(words("<p title=\"x\">Hello ${ui.t(\"a\")}</p>"))
                .as("the rule bites")
                .containsExactly("Hello");
    }

    /** The text between tags, without expressions, control lines and the name of the product. */
    private static List<String> words(String template) {
        var text = template.replaceAll("(?m)^\\s*@(import|param).*$", "")
                .replaceAll("(?s)!\\{.*?;\\}", "")
                .replaceAll("(?s)\\$\\{(?:[^{}\"]|\"[^\"]*\"|\\{[^}]*\\})*\\}", "")
                .replaceAll(
                        "(?s)@template\\.[\\w.]+\\((?:[^()\"`]|\"[^\"]*\"|\\((?:[^()\"]|\"[^\"]*\"|\\((?:[^()\"]|\"[^\"]*\")*\\))*\\))*\\)",
                        "")
                .replaceAll("@template\\.ui\\.(frame|open)\\(.*", "")
                .replaceAll(
                        "@(if|elseif|for)\\((?:[^()\"]|\"[^\"]*\"|\\((?:[^()\"]|\"[^\"]*\"|\\((?:[^()\"]|\"[^\"]*\"|\\([^()]*\\))*\\))*\\))*\\)",
                        "")
                .replaceAll("@(else|endif|endfor)", "")
                .replaceAll("(?s)<[^>]*>", "\n")
                .replace("`)", "")
                .replace("Break", "")
                .replace("room", "");
        var found = new ArrayList<String>();
        for (var line : text.lines().toList()) {
            var clean = line.strip();
            if (Pattern.compile("[A-Za-z]{3,}").matcher(clean).find() && !clean.equals("Esc")) {
                found.add(clean);
            }
        }
        return found;
    }
}
