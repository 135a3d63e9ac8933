package org.breakroom.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.breakroom.Breakroom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The house keeps its shape: doors, the hourglass, one word one address. Each rule is shown to bite on a planted violation. */
@Tag("once")
class RoomsTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.breakroom");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

    private static final Set<String> GROUND = Set.of(
            "kernel",
            "database",
            "access",
            "ui",
            "answer",
            "mail",
            "matching",
            "paper",
            "list",
            "guard",
            "calendar",
            "db");
    private static final Set<String> STANDING = Set.of("federation", "member", "roster", "place", "signin", "survey");
    private static final Set<String> DOING =
            Set.of("conversation", "meeting", "orientation", "structure", "map", "card", "training", "organizer");
    private static final Set<String> COUNTING = Set.of("chart", "goal", "today", "coverage");
    private static final Set<String> DOORS = Set.of("demo", "phone");

    @Test
    void rooms_use_only_what_they_declare() {
        ApplicationModules.of(Breakroom.class).verify();
    }

    @Test
    void and_the_rule_would_notice() {
        assertThat(ApplicationModules.of("planted.leaky", new ImportOption.OnlyIncludeTests())
                        .detectViolations()
                        .hasViolations())
                .isTrue();
    }

    @Test
    void the_hourglass_has_no_arrow_that_turns_back() {
        assertThat(wrongEdges(MAIN, "org.breakroom.")).isEmpty();
        assertThat(wrongEdges(PLANTED, "planted.")).containsExactly("goal -> conversation");
    }

    private static Set<String> wrongEdges(JavaClasses classes, String root) {
        var wrong = new TreeSet<String>();
        for (var c : classes) {
            var from = room(c, root);
            for (var d : c.getDirectDependenciesFromSelf()) {
                var to = room(d.getTargetClass(), root);
                if (!from.isEmpty() && !to.isEmpty() && !from.equals(to) && !allowed(from, to)) {
                    wrong.add(from + " -> " + to);
                }
            }
        }
        return wrong;
    }

    private static boolean allowed(String from, String to) {
        if (DOORS.contains(from) || GROUND.contains(to)) {
            return true;
        }
        if (GROUND.contains(from)) {
            return false;
        }
        if (STANDING.contains(from)) {
            return STANDING.contains(to);
        }
        boolean waist = from.equals("activity");
        return STANDING.contains(to)
                || (!waist && to.equals("activity") && (DOING.contains(from) || COUNTING.contains(from)));
    }

    private static String room(JavaClass c, String root) {
        var name = c.getPackageName() + ".";
        return name.startsWith(root) && name.length() > root.length()
                ? name.substring(root.length(), name.indexOf('.', root.length()))
                : "";
    }

    @Test
    void nobody_reads_the_clock_but_through_the_door() {
        assertThat(clockReaders(MAIN)).containsExactly("org.breakroom.Breakroom");
        assertThat(clockReaders(PLANTED)).containsExactly("planted.room.ReadsTheClock");
    }

    private static Set<String> clockReaders(JavaClasses classes) {
        return classes.stream()
                .filter(c -> c.getMethodCallsFromSelf().stream().anyMatch(call -> {
                    var owner = call.getTargetOwner().getName();
                    var name = call.getName();
                    return (owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system")))
                            || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"));
                }))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void only_named_callers_pass_the_wall() {
        assertThat(passers(MAIN))
                .containsExactlyInAnyOrder("org.breakroom.demo.Federation", "org.breakroom.goal.Years");
        assertThat(passers(PLANTED)).containsExactly("planted.room.PassesTheWall");
    }

    private static Set<String> passers(JavaClasses classes) {
        return classes.stream()
                .filter(c -> c.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().getSimpleName().equals("Everything")
                                && call.getName().equals("call")))
                .map(c -> c.getName().replaceAll("\\$.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void at_least_half_of_the_types_are_hidden() {
        var types = MAIN.stream()
                .filter(c -> !c.getPackageName().startsWith("org.breakroom.db"))
                .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
                .toList();
        long hidden = types.stream()
                .filter(c -> !c.getModifiers().contains(JavaModifier.PUBLIC))
                .count();
        var pages = types.stream()
                .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(c -> usedByTemplates(c.getName()))
                .count();
        // what templates name must be public for jte, and promises nothing to other rooms
        assertThat(hidden + pages).as("of " + types.size()).isGreaterThanOrEqualTo(types.size() / 2);
    }

    private static boolean usedByTemplates(String type) {
        return templates().anyMatch(t -> t.contains("@import " + type));
    }

    private static java.util.stream.Stream<String> templates() {
        try (var files = Files.walk(Path.of("src/main/jte"))) {
            return files.filter(Files::isRegularFile).map(RoomsTest::read).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void one_word_is_one_address() throws IOException {
        var rooms = MAIN.stream()
                .map(c -> room(c, "org.breakroom."))
                .filter(r -> !r.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        for (var place : List.of("src/main/jte", "src/main/resources/db/migration")) {
            assertThat(rooms).as(place).containsAll(names(Path.of(place)));
        }
        var sheets = names(Path.of("src/main/resources/static/css")).stream()
                .map(n -> n.replace(".css", ""))
                .filter(n -> !Set.of("tokens", "base", "parts", "open").contains(n))
                .toList();
        assertThat(rooms).containsAll(sheets);
        var tests = names(Path.of("src/test/java/org/breakroom")).stream()
                .filter(n -> !Set.of("shape", "journey", "cast", "wall").contains(n))
                .toList();
        assertThat(rooms).containsAll(tests);
        var glossary = read(Path.of("GLOSSARY.md"));
        var missing = new ArrayList<String>();
        rooms.stream().filter(r -> !glossary.contains("`" + r + "`")).forEach(missing::add);
        owners().keySet().stream()
                .filter(t -> !glossary.contains("`" + t + "`"))
                .forEach(missing::add);
        assertThat(missing).as("words without an entry in GLOSSARY.md").isEmpty();
    }

    private static Set<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Which room's migrations made a table or view, or took it over under another name. */
    private static Map<String, String> owners() {
        var owners = new TreeMap<String, String>();
        var before = new ArrayList<String>();
        var renamed = Pattern.compile("alter table (\\w+) rename to (\\w+)");
        var made = Pattern.compile("create (?:table|view) (\\w+)");
        try (var files = Files.walk(Path.of("src/main/resources/db/migration"))) {
            files.filter(Files::isRegularFile).forEach(f -> {
                var m = made.matcher(read(f));
                while (m.find()) {
                    owners.put(m.group(1), f.getParent().getFileName().toString());
                }
                var r = renamed.matcher(read(f));
                while (r.find()) {
                    before.add(r.group(1));
                    owners.put(r.group(2), f.getParent().getFileName().toString());
                }
            });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        owners.keySet().removeAll(before);
        return owners;
    }

    /** Tables that rooms above read on purpose, in joins; everything else belongs to the room that made it. */
    private static final Set<String> PUBLISHED = Set.of(
            "member_on_roster",
            "activity_latest",
            "activity_standing",
            "activity_corrected",
            "worksite",
            "employer",
            "area",
            "building_rep",
            "member",
            "membership",
            "member_merge",
            "employment",
            "worksite_name");

    @Test
    void a_room_touches_its_own_tables_and_what_is_published() {
        assertThat(strayTables(MAIN, "org.breakroom.")).isEmpty();
        assertThat(strayTables(PLANTED, "planted.")).containsExactly("room touches conversation of conversation");
    }

    private static Set<String> strayTables(JavaClasses classes, String root) {
        var owners = owners();
        var stray = new TreeSet<String>();
        for (var c : classes) {
            var from = room(c, root);
            if (from.isEmpty() || from.equals("db") || from.equals("demo")) {
                continue;
            }
            c.getFieldAccessesFromSelf().stream()
                    .filter(a -> a.getTargetOwner().getName().equals("org.breakroom.db.Tables"))
                    .map(a -> a.getName().toLowerCase(java.util.Locale.ROOT))
                    .filter(t -> !PUBLISHED.contains(t) && !from.equals(owners.get(t)))
                    .forEach(t -> stray.add(from + " touches " + t + " of " + owners.get(t)));
        }
        return stray;
    }

    @Test
    void files_stay_small_enough_to_read() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(f -> f.toString().endsWith(".java"))
                            .filter(f -> read(f).lines().count() > 500))
                    .isEmpty();
        }
    }
}
