package org.breakroom.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every word on screen comes from the message files, and every key that is asked for is there. */
class WordsTest {
    private static final Pattern KEY =
            Pattern.compile("\\bt\\(\\s*\"([a-zA-Z.]+[a-zA-Z])\"|text\\(\\s*\"en\",\\s*\"([a-zA-Z.]+[a-zA-Z])\"");

    private static List<Path> files(String folder, String ending) throws IOException {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(f -> f.toString().endsWith(ending)).toList();
        }
    }

    private static Properties messages() throws IOException {
        var p = new Properties();
        try (var in = Files.newBufferedReader(Path.of("src/main/resources/messages/messages_en.properties"))) {
            p.load(in);
        }
        return p;
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
                .replaceAll("@template\\.ui\\.frame\\(.*", "")
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
