package org.breakroom.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.kernel.SchoolYear;
import org.breakroom.training.TrainingsOnFile;
import org.jspecify.annotations.Nullable;

/** Makes a local's people and 18 months of what they did, from a fixed seed: the same on every machine, ending today. */
final class Generator {
    private static final int MONTHS = 18;

    /** What the federation's people took part in; what was added since is for those who try the demo. */
    private static final List<ActivityKind> ACTIONS = List.of(
            ActivityKind.PETITION,
            ActivityKind.EVENT,
            ActivityKind.LETTER,
            ActivityKind.CALL,
            ActivityKind.PLEDGE,
            ActivityKind.BUTTON_DAY);

    /** Beside the members in force, one in so many has left and one is a potential member. */
    private static final int EXTRAS_ONE_IN = 30;

    private static final double TWO_SURNAMES = .06;

    /** Of the reps on one rung of the ladder, how many take the next. */
    private static final List<Double> CLIMBING = List.of(.85, .5, .4);

    private final Blueprint.LocalPlan plan;
    private final LocalDate today;
    private final Instant now;
    private final Random random;
    private final List<String> given = lines("given_names.txt");
    private final List<String> family = lines("family_names.txt");

    Generator(Blueprint.LocalPlan plan, FederationClock clock) {
        this.plan = plan;
        this.today = clock.today();
        this.now = clock.now();
        this.random = new Random(plan.number() * 1_000_003L);
    }

    record Site(UUID id, String name, Blueprint.Town town, List<String> reps) {}

    record Person(
            UUID id,
            PersonName name,
            @Nullable Site site,
            @Nullable String area,
            String job,
            LocalDate hired,
            String phone,
            @Nullable String email,
            boolean rep,
            boolean leader,
            @Nullable LocalDate left,
            boolean potential,
            Blueprint.@Nullable Charted charted) {}

    private enum Standing {
        MEMBER,
        POTENTIAL,
        LEFT
    }

    record Deed(
            UUID id,
            Person who,
            ActivityKind kind,
            Instant at,
            @Nullable Outcome outcome,
            @Nullable Integer assessment,
            @Nullable LocalDate due,
            String recorder) {}

    private static List<String> lines(String file) {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Generator.class.getResourceAsStream("/demo/" + file)),
                StandardCharsets.UTF_8))) {
            return in.lines().filter(l -> !l.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    UUID id(Instant at) {
        return Ids.of(at.toEpochMilli(), random.nextLong(), random.nextLong());
    }

    List<Site> sites() {
        var sites = new ArrayList<Site>();
        if (plan.kind().size == 0) {
            return sites;
        }
        int count = Math.max(1, Math.round(plan.people() / (float) plan.kind().size));
        for (int i = 0; i < count; i++) {
            var town = Blueprint.TOWNS.get((plan.id() + (plan.kind().size > 100 ? i : 0)) % Blueprint.TOWNS.size());
            sites.add(new Site(id(began()), siteName(i, town), town, new ArrayList<>()));
        }
        return sites;
    }

    private Instant began() {
        return today.minusMonths(MONTHS).atStartOfDay(FederationClock.ZONE).toInstant();
    }

    private String siteName(int i, Blueprint.Town town) {
        if (i == 0 && plan.number() == 9042) {
            return Blueprint.HARBORVIEW;
        }
        var word = Blueprint.SCHOOL_WORDS.get((i + plan.id()) % Blueprint.SCHOOL_WORDS.size());
        int round = i / Blueprint.SCHOOL_WORDS.size();
        return switch (plan.kind()) {
            case FACULTY ->
                town.name() + " Campus"
                        + (round + i >= Blueprint.TOWNS.size() ? " " + (i / Blueprint.TOWNS.size() + 1) : "");
            case LIBRARY -> i == 0 ? "Central Library" : word + " Branch";
            case HEALTH -> word + " Hospital";
            case VOCATIONAL -> i == 0 ? "Bay Vocational, main building" : "Bay Vocational, " + word + " shops";
            case CHARTER -> i == 0 ? "Lighthouse Charter, lower school" : "Lighthouse Charter, upper school";
            default -> word + " " + Blueprint.SCHOOL_KINDS.get((i + round) % Blueprint.SCHOOL_KINDS.size());
        };
    }

    List<Person> people(List<Site> sites) {
        var people = new ArrayList<Person>();
        if (plan.number() == 9042) {
            Blueprint.CHARTED.forEach(c -> people.add(charted(c, sites.getFirst())));
            people.add(person(PersonName.read("Ana Furtado"), sites.get(1), true, Standing.MEMBER));
            people.add(person(PersonName.read("Marcus Bell"), sites.get(2), false, Standing.MEMBER));
        }
        Map<String, Integer> namesakes = new HashMap<>();
        int extra = plan.kind() == Blueprint.Kind.RETIREES ? 0 : plan.people() / EXTRAS_ONE_IN;
        while (people.size() < plan.people() + 2 * extra) {
            var name = name();
            // namesakes exist, as in life, but a list of them would be nobody's
            if (namesakes.merge(name.key(), 1, Integer::sum) > 2) {
                continue;
            }
            var standing = people.size() < plan.people()
                    ? Standing.MEMBER
                    : people.size() < plan.people() + extra ? Standing.POTENTIAL : Standing.LEFT;
            people.add(person(name, place(sites, people.size()), random.nextInt(30) == 0, standing));
        }
        if (plan.number() == 9042) {
            twice(people);
        }
        return people;
    }

    /** Two who are on file twice, as happens: the potential members of these names are members already. */
    private void twice(List<Person> people) {
        var known = people.subList(0, plan.people()).stream()
                .filter(p -> p.charted() == null && !p.rep() && p.email() != null)
                .filter(p -> p.name().family().length() > 5)
                .limit(2)
                .toList();
        for (int i = 0; i < known.size(); i++) {
            int at = plan.people() + i;
            var p = known.get(i);
            var family = p.name().family();
            var slip = new PersonName(p.name().given(), "", family.substring(0, 3) + family.substring(4), "");
            var second = people.get(at);
            people.set(
                    at,
                    new Person(
                            second.id(),
                            slip,
                            p.site(),
                            p.area(),
                            p.job(),
                            p.hired(),
                            p.phone(),
                            p.email(),
                            false,
                            false,
                            null,
                            true,
                            null));
        }
    }

    private @Nullable Site place(List<Site> sites, int n) {
        if (sites.isEmpty()) {
            return null;
        }
        int first = plan.number() == 9042 ? 1 : 0;
        return sites.get(first + (n + random.nextInt(3)) % (sites.size() - first));
    }

    private PersonName name() {
        var surname = skewed(family);
        if (random.nextDouble() < TWO_SURNAMES) {
            surname += (random.nextBoolean() ? "-" : " ") + skewed(family);
        }
        var middle = random.nextInt(3) == 0 ? String.valueOf((char) ('A' + random.nextInt(26))) + "." : "";
        return new PersonName(skewed(given), middle, surname, "");
    }

    /** Names at the top of a list are commoner. */
    private String skewed(List<String> list) {
        return list.get((int) (list.size() * random.nextDouble() * Math.sqrt(random.nextDouble())));
    }

    private Person person(PersonName name, @Nullable Site site, boolean rep, Standing standing) {
        var hired = today.minusDays(200L + random.nextInt(9000));
        boolean newHire = random.nextInt(160) == 0;
        return make(
                name,
                site,
                null,
                plan.kind().jobs.get(random.nextInt(plan.kind().jobs.size())),
                newHire ? today.minusDays(random.nextInt(9)) : hired,
                rep && site != null,
                random.nextInt(55) == 0,
                standing == Standing.LEFT ? today.minusDays(20L + random.nextInt(400)) : null,
                standing == Standing.POTENTIAL,
                null);
    }

    private Person charted(Blueprint.Charted c, Site site) {
        var hired = c.name().equals("Joan Pike") ? today.minusDays(4) : today.minusDays(400L + random.nextInt(5000));
        return make(
                PersonName.read(c.name()),
                site,
                c.area(),
                c.job(),
                hired,
                c.mark().equals("rep"),
                c.mark().equals("leader"),
                null,
                false,
                c);
    }

    private Person make(
            PersonName name,
            @Nullable Site site,
            @Nullable String area,
            String job,
            LocalDate hired,
            boolean rep,
            boolean leader,
            @Nullable LocalDate left,
            boolean potential,
            Blueprint.@Nullable Charted charted) {
        var number = random.nextInt(100);
        var phone = "+1%s5550%03d"
                .formatted(List.of("413", "508", "617", "774", "781", "978").get(random.nextInt(6)), 100 + number);
        var mail = PersonName.fold(name.given() + " " + name.family()).replace(' ', '.') + random.nextInt(1000)
                + "@example.org";
        if (rep && left == null && site != null) {
            site.reps().add(name.full());
        }
        return new Person(
                id(began()),
                name,
                site,
                area,
                job,
                hired,
                phone,
                random.nextInt(4) == 0 ? null : mail,
                rep && left == null,
                leader,
                left,
                potential,
                charted);
    }

    /** What happened with one person, last year and this one. */
    List<Deed> deeds(Person p) {
        var deeds = new ArrayList<Deed>();
        var year = SchoolYear.of(today);
        var last = new SchoolYear(year.start() - 1);
        var charted = p.charted();
        lastYear(p, last, deeds);
        if (charted != null) {
            charted(p, charted, year, deeds);
        } else {
            thisYear(p, year, deeds);
            climb(p, deeds);
        }
        return deeds;
    }

    /** Most reps climb, fewer each next rung. Drawn by lots of their own, so that everything else stays what it is. */
    private void climb(Person p, List<Deed> deeds) {
        var lots = new Random(p.id().getLeastSignificantBits());
        int back = p.rep() ? MONTHS - lots.nextInt(MONTHS / 3) : 0;
        for (int rung = 0; rung < CLIMBING.size() && lots.nextDouble() < CLIMBING.get(rung); rung++) {
            while (back > 0 && !TrainingsOnFile.held(rung, back)) {
                back--;
            }
            var at = today.minusMonths(back)
                    .with(TemporalAdjusters.firstInMonth(DayOfWeek.SATURDAY))
                    .atTime(9, 0)
                    .atZone(FederationClock.ZONE)
                    .toInstant();
            if (back > 0 && p.hired().isBefore(FederationClock.dayOf(at))) {
                var id = Ids.of(at.toEpochMilli(), lots.nextLong(), lots.nextLong());
                deeds.add(new Deed(id, p, ActivityKind.TRAINING, at, Outcome.TOOK_PART, null, null, "Local office"));
            }
            back -= 1 + lots.nextInt(3);
        }
    }

    private void lastYear(Person p, SchoolYear year, List<Deed> deeds) {
        if (p.hired().isAfter(year.lastDay())) {
            return;
        }
        if (random.nextDouble() < plan.talked() * .9) {
            deeds.add(talk(p, when(year), stance(), null));
        }
        if (random.nextDouble() < plan.acted() * .8) {
            deeds.add(action(p, when(year), false));
        }
        if (random.nextDouble() < plan.carded() * .5) {
            deeds.add(deed(p, ActivityKind.CARD, when(year), null));
        }
    }

    private void charted(Person p, Blueprint.Charted c, SchoolYear year, List<Deed> deeds) {
        deeds.removeIf(d -> d.at().isAfter(year.begins()));
        @Nullable Integer assessment = c.assessment() == 0 ? null : c.assessment();
        if (c.assessment() == 0) {
            deeds.clear();
        }
        if (c.marks().charAt(0) == '1') {
            deeds.add(talk(p, when(year), assessment, c.name().equals("Tomás Rivera") ? today : null));
        } else if (assessment != null) {
            deeds.add(new Deed(id(now), p, ActivityKind.ASSESSMENT, when(year), null, assessment, null, recorder(p)));
        }
        if (c.marks().charAt(1) == '1') {
            deeds.add(deed(p, ActivityKind.CARD, when(year), null));
        }
        if (c.marks().charAt(2) == '1') {
            deeds.add(action(p, when(year), c.mark().equals("leader")));
        }
        if (c.marks().charAt(3) == '1') {
            deeds.add(deed(p, ActivityKind.TRAINING, when(year), Outcome.TOOK_PART));
        }
    }

    private void thisYear(Person p, SchoolYear year, List<Deed> deeds) {
        boolean activist = random.nextDouble() < plan.activists();
        if (activist || random.nextDouble() < plan.talked()) {
            var at = when(year);
            deeds.add(talk(p, at, activist ? Integer.valueOf(1 + random.nextInt(2)) : stance(), followUp(at)));
        } else if (random.nextInt(6) == 0) {
            deeds.add(deed(p, ActivityKind.TALK, when(year), Outcome.NOT_THERE));
        }
        if (activist) {
            int days = 3 + random.nextInt(3);
            var first = when(year);
            for (int i = 0; i < days; i++) {
                deeds.add(action(p, back(first, i, year), i == 0 && random.nextInt(3) == 0));
            }
            if (random.nextInt(3) == 0) {
                deeds.add(deed(p, ActivityKind.TRAINING, when(year), Outcome.TOOK_PART));
            }
        } else if (random.nextDouble() < (plan.acted() - plan.activists()) / (1 - plan.activists())) {
            deeds.add(action(p, when(year), false));
        }
        if (random.nextDouble() < plan.carded()) {
            deeds.add(deed(p, ActivityKind.CARD, when(year), null));
        }
        if (random.nextInt(5) == 0) {
            deeds.add(deed(p, ActivityKind.MEETING, when(year), Outcome.TOOK_PART));
        }
        if (random.nextInt(14) == 0) {
            deeds.add(deed(p, ActivityKind.TRAINING, when(year), Outcome.TOOK_PART));
        }
    }

    /** A working hour of the year's days so far, of the last 18 months. */
    private Instant when(SchoolYear year) {
        var from = year.firstDay().isBefore(today.minusMonths(MONTHS)) ? today.minusMonths(MONTHS) : year.firstDay();
        var to = year.lastDay().isBefore(today) ? year.lastDay() : today;
        long days = Math.max(1, ChronoUnit.DAYS.between(from, to));
        var day = to.minusDays((long) (days * Math.pow(random.nextDouble(), 1.3)));
        var at = day.atTime(LocalTime.of(7 + random.nextInt(9), random.nextInt(60)))
                .atZone(FederationClock.ZONE)
                .toInstant();
        return at.isAfter(now) ? now.minusSeconds(60L * (1 + random.nextInt(600))) : at;
    }

    private static Instant back(Instant first, int days, SchoolYear year) {
        var at = first.minus(days * 2L, ChronoUnit.DAYS);
        return at.isBefore(year.begins()) ? year.begins().plusSeconds(3600L * (8 + days * 24L)) : at;
    }

    private @Nullable LocalDate followUp(Instant at) {
        boolean lately = at.isAfter(now.minus(45, ChronoUnit.DAYS));
        if (!lately || random.nextInt(5) > 0) {
            return null;
        }
        var due = today.plusDays(random.nextInt(18) - 4L);
        var talked = FederationClock.dayOf(at);
        return due.isAfter(talked) ? due : talked.plusDays(7);
    }

    private Integer stance() {
        int r = random.nextInt(100);
        return r < 12 ? 1 : r < 54 ? 2 : r < 82 ? 3 : r < 94 ? 4 : 5;
    }

    private Deed talk(Person p, Instant at, @Nullable Integer assessment, @Nullable LocalDate due) {
        return new Deed(id(at), p, ActivityKind.TALK, at, Outcome.TALKED, assessment, due, recorder(p));
    }

    private Deed action(Person p, Instant at, boolean led) {
        return deed(p, ACTIONS.get(random.nextInt(ACTIONS.size())), at, led ? Outcome.LED : Outcome.TOOK_PART);
    }

    private Deed deed(Person p, ActivityKind kind, Instant at, @Nullable Outcome outcome) {
        return new Deed(id(at), p, kind, at, outcome, null, null, recorder(p));
    }

    private String recorder(Person p) {
        var site = p.site();
        return site == null || site.reps().isEmpty()
                ? "Local office"
                : site.reps().get(random.nextInt(site.reps().size()));
    }

    int pick(int bound) {
        return random.nextInt(bound);
    }
}
