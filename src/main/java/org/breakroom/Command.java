package org.breakroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakroom.database.Database;
import org.breakroom.demo.Rehearsal;
import org.breakroom.goal.GoalsShell;
import org.breakroom.matching.MatchShell;
import org.breakroom.roster.RosterShell;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the script {@code breakroom} was asked to do, read from its words. */
final class Command {
    private static final int BAD_USE = 64;
    private static final int PORT = 8080;
    private static final Set<String> STAYING = Set.of("demo", "serve");
    private static final Set<String> FLAGS = Set.of("json", "partial", "rehearse");
    private static final String USE = """
            breakroom demo [--port N] [--data DIR] [--times N]
            breakroom serve [--port N] [--data DIR] [--origin URL] [--administrator EMAIL]
            breakroom test
            breakroom roster preview|apply|undo --local NUMBER --file FILE [--employer NAME] [--map FILE] [--partial]
                             [--import ID] [--data DIR] --json
            breakroom goals --json [--data DIR]
            breakroom match  --left FILE --right FILE --out PAIRS [--truth FILE] [--map FILE]
            breakroom match  --dedupe FILE --out PAIRS [--clusters FILE] [--truth FILE] [--map FILE]
            breakroom verify cards --file EXPORT [--key KEY] [--commitment KEPT]
            breakroom database-url [--data DIR]
            """;

    private final List<String> words;
    private final Map<String, String> options;
    private final @Nullable Integer exit;

    private Command(List<String> words, Map<String, String> options, @Nullable Integer exit) {
        this.words = words;
        this.options = options;
        this.exit = exit;
    }

    static Command read(String... args) {
        var words = new ArrayList<String>();
        var options = new HashMap<String, String>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                words.add(args[i]);
                continue;
            }
            var name = args[i].substring(2);
            int equals = name.indexOf('=');
            if (equals > 0) {
                options.put(name.substring(0, equals), name.substring(equals + 1));
            } else if (FLAGS.contains(name)) {
                options.put(name, "true");
            } else if (i + 1 < args.length) {
                options.put(name, args[++i]);
            } else {
                System.err.println("--" + name + " needs a value.\n" + USE);
                return new Command(words, options, BAD_USE);
            }
        }
        return check(new Command(words, options, null));
    }

    private static Command check(Command c) {
        var verb = c.words.isEmpty() ? "" : c.words.getFirst();
        return switch (verb) {
            case "demo", "serve", "goals" ->
                c.options.getOrDefault("times", "1").matches("[1-9][0-9]{0,2}")
                        ? c
                        : c.refuse("--times is a number from 1 to 999.");
            case "roster" -> c.rosterChecked();
            case "match" -> c.match();
            case "database-url" -> c.databaseUrl();
            default -> c.refuse(verb.isEmpty() ? "" : "There is no command " + verb + ".");
        };
    }

    private Command refuse(String why) {
        System.err.println(why.isEmpty() ? USE : why + "\n" + USE);
        return new Command(words, options, BAD_USE);
    }

    private Command rosterChecked() {
        if (words.size() != 2 || !Set.of("preview", "apply", "undo").contains(words.get(1))) {
            return refuse("Say what to do with the list: preview, apply or undo.");
        }
        if (!options.getOrDefault("local", "").matches("[0-9]{1,6}")) {
            return refuse("Name the local by its number: --local 9042.");
        }
        if (!options.containsKey("file") && !(words.get(1).equals("undo") && options.containsKey("import"))) {
            return refuse("Name the list: --file FILE.");
        }
        return this;
    }

    private Command match() {
        var left = options.containsKey("dedupe") ? path("dedupe") : path("left");
        var out = path("out");
        if (left == null || out == null || (!options.containsKey("dedupe") && !options.containsKey("right"))) {
            return refuse("Name the files: --left FILE --right FILE --out PAIRS, or --dedupe FILE --out PAIRS.");
        }
        var named = new HashMap<String, String>();
        var map = path("map");
        if (map != null) {
            try {
                JsonMapper.shared()
                        .readValue(Files.readString(map), Map.class)
                        .forEach((heading, meaning) -> named.put(String.valueOf(heading), String.valueOf(meaning)));
            } catch (IOException | JacksonException e) {
                return refuse("The map " + map + " cannot be read: it is a JSON object from headings to meanings.");
            }
        }
        var order = new MatchShell.Order(
                left,
                options.containsKey("dedupe") ? null : path("right"),
                out,
                path("clusters"),
                path("truth"),
                named);
        return new Command(words, options, MatchShell.run(order, System.out, System.err));
    }

    private Command databaseUrl() {
        var url = Database.runningUrl(data());
        url.ifPresentOrElse(
                System.out::println,
                () -> System.err.println("No Breakroom is running on " + data().toAbsolutePath() + "."));
        return new Command(words, options, url.isPresent() ? 0 : 1);
    }

    private Path data() {
        return Path.of(options.getOrDefault("data", verb().equals("serve") ? "var/breakroom" : "var/demo"));
    }

    private String verb() {
        return words.isEmpty() ? "" : words.getFirst();
    }

    boolean done() {
        return exit != null;
    }

    int exit() {
        return exit == null ? 0 : exit;
    }

    /** Whether it runs until it is stopped. */
    boolean stays() {
        return STAYING.contains(verb()) && !options.containsKey("rehearse");
    }

    WebApplicationType web() {
        return STAYING.contains(verb()) ? WebApplicationType.SERVLET : WebApplicationType.NONE;
    }

    String[] profiles() {
        return STAYING.contains(verb()) ? new String[] {verb()} : new String[] {"shell"};
    }

    Map<String, Object> properties() {
        var port = options.getOrDefault("port", String.valueOf(PORT));
        var properties = new HashMap<String, Object>();
        properties.put("breakroom.data", data().toString());
        properties.put("breakroom.database-url", System.getenv().getOrDefault("BREAKROOM_DATABASE_URL", ""));
        properties.put("breakroom.origin", options.getOrDefault("origin", "http://localhost:" + port));
        properties.put("server.port", port);
        properties.put("breakroom.demo-times", options.getOrDefault("times", "1"));
        var mail = System.getenv("BREAKROOM_MAIL_URL");
        if (mail != null && verb().equals("serve")) {
            properties.put("breakroom.mail.url", mail);
            properties.put(
                    "breakroom.mail.from", System.getenv().getOrDefault("BREAKROOM_MAIL_FROM", "breakroom@localhost"));
        }
        if (options.containsKey("administrator")) {
            properties.put("breakroom.administrator", options.get("administrator"));
        }
        return properties;
    }

    int execute(ConfigurableApplicationContext context) {
        if (STAYING.contains(verb())) {
            context.getBean(Rehearsal.class).run();
            return 0;
        }
        var json = context.getBean(JsonMapper.class);
        try {
            var answer = verb().equals("goals")
                    ? context.getBean(GoalsShell.class).board()
                    : context.getBean(RosterShell.class).run(order());
            System.out.println(json.writeValueAsString(answer));
            return 0;
        } catch (RosterShell.Unfit e) {
            System.err.println(e.getMessage());
            return BAD_USE + 1;
        }
    }

    private RosterShell.Order order() {
        return new RosterShell.Order(
                words.get(1),
                Integer.parseInt(options.getOrDefault("local", "0")),
                path("file"),
                options.get("employer"),
                path("map"),
                options.containsKey("partial"),
                options.get("import"));
    }

    private @Nullable Path path(String option) {
        var value = options.get(option);
        return value == null ? null : Path.of(value);
    }
}
