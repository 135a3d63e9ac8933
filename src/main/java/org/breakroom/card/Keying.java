package org.breakroom.card;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.member.ContactForm;
import org.breakroom.member.Members;
import org.breakroom.member.Merges;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings signed paper back: a line a card, all lines of a page or none. No card counts by being keyed: an officer looks at the
 * picture of its page first.
 */
@Component
public class Keying {
    static final int LINES = 20;

    private final PrintedCards printed;
    private final Scans scans;
    private final Signing signing;
    private final Drives drives;
    private final Members members;
    private final Merges merges;
    private final FederationClock clock;
    private final Messages messages;

    Keying(
            PrintedCards printed,
            Scans scans,
            Signing signing,
            Drives drives,
            Members members,
            Merges merges,
            FederationClock clock,
            Messages messages) {
        this.printed = printed;
        this.scans = scans;
        this.signing = signing;
        this.drives = drives;
        this.members = members;
        this.merges = merges;
        this.clock = clock;
        this.messages = messages;
    }

    /** A line as it was typed. */
    public record Line(String serial, String dated, String name, String phone, String email) {
        static final Line EMPTY = new Line("", "", "", "", "");

        boolean blank() {
            return (serial + dated + name + phone + email).isBlank();
        }
    }

    /** A line that can be recorded. */
    private record Ready(
            PrintedCards.Sheet sheet,
            Members.Person person,
            String typed,
            LocalDate dated,
            Map<String, String> contacts,
            Scans.@Nullable Scan scan) {}

    /** Records the lines, each a card with all its effects; with a problem, named {@code serial-N}, none of them. */
    int record(Viewer viewer, Local local, Drive drive, List<Line> lines, Problems problems) {
        var ready = new ArrayList<Ready>();
        var seen = new HashSet<String>();
        var signers = new HashSet<UUID>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).blank()) {
                var field = "serial-" + i;
                var one = read(viewer, local, drive, lines.get(i), field, problems);
                if (one != null
                        && (!seen.add(one.sheet().serial())
                                || !signers.add(one.person().id()))) {
                    problems.add(field, messages.here("problem.serialTwice"));
                } else if (one != null) {
                    ready.add(one);
                }
            }
        }
        if (ready.isEmpty() && !problems.any()) {
            problems.add("serial-0", messages.here("problem.serialNone"));
        }
        if (problems.any()) {
            return 0;
        }
        ready.forEach(one -> sign(viewer, local, drive, one));
        return ready.size();
    }

    private @Nullable Ready read(Viewer viewer, Local local, Drive drive, Line line, String field, Problems problems) {
        var serial = Receipts.readSerial(line.serial());
        if (serial.isEmpty()) {
            problems.add(field, messages.here("problem.serialWrong"));
            return null;
        }
        var sheet = printed.find(local, serial.get());
        if (sheet.isEmpty()) {
            problems.add(field, messages.here("problem.serialUnknown", Receipts.shown(serial.get())));
            return null;
        }
        if (!sheet.get().drive().equals(drive.id())) {
            problems.add(field, messages.here("problem.serialElsewhere"));
            return null;
        }
        if (sheet.get().card() != null) {
            problems.add(field, messages.here("problem.serialUsed"));
            return null;
        }
        var person = person(viewer, local, sheet.get(), line, field, problems);
        if (person == null) {
            return null;
        }
        var dated =
                line.dated().isBlank() ? clock.today() : Days.read(line.dated()).orElse(null);
        if (dated == null || dated.isAfter(clock.today())) {
            problems.add(field, messages.here("problem.cardDay"));
            return null;
        }
        if (dated.isAfter(drive.deadline())) {
            problems.add(field, messages.here("card.over"));
            return null;
        }
        if (line.name().length() > PersonName.LENGTH_MAX || DangerousData.in(line.name())) {
            problems.add(field, messages.here("problem.cardName", PersonName.LENGTH_MAX));
            return null;
        }
        if (dated.isBefore(sheet.get().printed())) {
            var day = Figures.longDate(sheet.get().printed());
            problems.add(field, messages.here("problem.cardBackDated", day));
            return null;
        }
        var other = signing.standing(local, drive.id(), person.id());
        if (other.isPresent()) {
            var day = Figures.longDate(FederationClock.dayOf(other.get().signed()));
            problems.add(field, messages.here("problem.cardHasOne", person.name(), day));
            return null;
        }
        var wrong = Problems.none();
        var contacts = new ContactForm(line.phone(), line.email(), null, "on", "").read(messages, wrong);
        if (wrong.any()) {
            problems.add(field, wrong.all().values().iterator().next());
            return null;
        }
        var typed = line.name().isBlank() ? person.name() : PersonName.tidy(line.name());
        return new Ready(
                sheet.get(),
                person,
                typed,
                dated,
                contacts,
                scans.of(local, drive.id(), serial.get()).orElse(null));
    }

    /** Whose card it is: the sheet's own, or of a blank one whoever has exactly the name that was written. */
    private Members.@Nullable Person person(
            Viewer viewer, Local local, PrintedCards.Sheet sheet, Line line, String field, Problems problems) {
        if (sheet.member() != null) {
            var found = members.find(
                    viewer, local, merges.standsFor(local.id(), sheet.member()).orElse(sheet.member()));
            if (found.isEmpty()) {
                problems.add(field, messages.here("problem.cardLeft"));
            } else if (!line.name().isBlank() && !Drafts.alike(found.get().name(), line.name())) {
                problems.add(
                        field, messages.here("problem.cardOther", found.get().name()));
                return null;
            }
            return found.orElse(null);
        }
        var named = line.name().isBlank() ? List.<UUID>of() : members.named(local, PersonName.tidy(line.name()));
        if (named.size() != 1) {
            problems.add(field, messages.here(named.isEmpty() ? "problem.cardNobody" : "problem.cardSeveral"));
            return null;
        }
        return members.find(viewer, local, named.getFirst()).orElse(null);
    }

    private void sign(Viewer viewer, Local local, Drive drive, Ready one) {
        var id = Ids.at(clock.now().toEpochMilli());
        var said = new LinkedHashMap<>(one.contacts());
        signing.sign(
                viewer,
                local,
                new Signature(
                        id,
                        drive,
                        one.sheet().version(),
                        one.sheet().language(),
                        one.sheet().words(),
                        new Signature.Signer(
                                one.person().id(),
                                one.person().name(),
                                one.typed(),
                                "",
                                CardDoor.job(one.person()),
                                drives.employer(local, one.person().id())),
                        Signature.Account.said(said.getOrDefault("EMAIL", "")),
                        Signature.Account.said(said.getOrDefault("PHONE", "")),
                        "",
                        messages.text(one.sheet().language(), "card.inInk"),
                        one.dated(),
                        one.sheet().printed().atStartOfDay(FederationClock.ZONE).toInstant(),
                        new Signature.Way(
                                one.scan() == null ? Channel.PAPER : Channel.BATCH,
                                viewer.account(),
                                viewer.name(),
                                "",
                                "",
                                "",
                                one.sheet().serial(),
                                one.scan() == null
                                        ? ""
                                        : scans.hash(local, one.scan().id())),
                        Set.of(one.scan() == null ? Flag.NO_SCAN : Flag.UNSEEN)));
        printed.use(local, one.sheet().serial(), id);
        if (one.scan() != null) {
            scans.attach(local, one.scan().id(), id);
        }
    }
}
