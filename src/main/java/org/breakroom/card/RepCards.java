package org.breakroom.card;

import static org.breakroom.db.Tables.CARD_STANDING;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.PersonName;
import org.breakroom.kernel.Phone;
import org.breakroom.kernel.Sha256;
import org.breakroom.member.Contacts;
import org.breakroom.member.Members;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.Refused;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Cards on a rep's phone: the words it carries, and what was signed on it. The signer did not hold the device as her own, so
 * these are a weaker class and say so.
 */
@Component
public class RepCards {
    private static final int JOB_MAX = 120;
    /** A phone out of signal hands in within days; what comes later carries a date that only the phone vouches for. */
    private static final Duration LATE = Duration.ofDays(3);

    private final DSLContext sql;
    private final Drives drives;
    private final Signing signing;
    private final FederationClock clock;
    private final Messages messages;

    RepCards(DSLContext sql, Drives drives, Signing signing, FederationClock clock, Messages messages) {
        this.sql = sql;
        this.drives = drives;
        this.signing = signing;
        this.clock = clock;
        this.messages = messages;
    }

    /**
     * A drive as a phone carries it.
     *
     * @param signed who has a card of it
     */
    public record Running(UUID id, String title, List<Text> texts, Set<UUID> signed) {}

    /**
     * The newest words in one language, the local filled in.
     *
     * @param agree the sentence that is ticked
     */
    public record Text(String language, int version, String words, String agree) {}

    public List<Running> running(Viewer viewer, Local local) {
        return drives.running(local).stream()
                .map(d -> new Running(
                        d.id(),
                        d.title(),
                        Drives.inForce(drives.wordings(local, d.id())).stream()
                                .map(w -> new Text(
                                        w.language(),
                                        w.version(),
                                        w.words().replace("{local}", local.name()),
                                        messages.text(w.language(), "card.agree")))
                                .toList(),
                        signed(viewer, local, d.id())))
                .toList();
    }

    /** Whether a job could stand on a list: the phone's own words are no place for more. */
    private static boolean plain(String job) {
        return !job.isEmpty() && job.length() <= JOB_MAX && job.equals(PersonName.tidy(job)) && !DangerousData.in(job);
    }

    private Set<UUID> signed(Viewer viewer, Local local, UUID drive) {
        return sql.select(CARD_STANDING.MEMBER_ID)
                .from(CARD_STANDING)
                .join(MEMBER_ON_ROSTER)
                .on(MEMBER_ON_ROSTER.LOCAL_ID.eq(CARD_STANDING.LOCAL_ID))
                .and(MEMBER_ON_ROSTER.ID.eq(CARD_STANDING.MEMBER_ID))
                .where(CARD_STANDING.LOCAL_ID.eq(local.id()), CARD_STANDING.DRIVE_ID.eq(drive))
                .and(Members.within(viewer.reach(local.id()), MEMBER_ON_ROSTER.WORKSITE_ID))
                .and(CARD_STANDING.STATE.in("SIGNED", "COUNTED", "CHALLENGED"))
                .fetchSet(CARD_STANDING.MEMBER_ID);
    }

    /**
     * What was signed on a phone.
     *
     * @param shownName the name in the words that were shown, and the job beside it
     * @param hash the SHA-256 of exactly those words
     * @param handed when the phone handed it in, which may be days before an officer lets it stand
     * @param network from where the phone handed it in
     */
    public record Said(
            UUID id,
            UUID drive,
            int version,
            String language,
            String shownName,
            String shownJob,
            String hash,
            String name,
            String phone,
            String email,
            String address,
            String mark,
            boolean agreed,
            Instant shown,
            Instant at,
            Instant handed,
            String device,
            String network) {}

    /** What is on file of somebody's own, as a card asks her to confirm it; empty where there is nothing. */
    public record Facts(String phone, String email, String address) {}

    /**
     * The facts that a card on the phone shows her while there is a signal; the phone keeps none of them. A mail address that
     * only the employer's list knows is left to her to type: confirmed, it would be written to, and the employer may read it.
     */
    public static Facts facts(Members.Person person) {
        var inUse = Contacts.inUse(person);
        person.contacts().stream()
                .filter(c -> c.kind().equals("EMAIL") && c.inUse() && c.source().equals("EMPLOYER"))
                .forEach(c -> inUse.remove("EMAIL"));
        var phone = inUse.getOrDefault("PHONE", "");
        return new Facts(
                phone.isEmpty() ? "" : new Phone(phone).shown(),
                inUse.getOrDefault("EMAIL", ""),
                inUse.getOrDefault("ADDRESS", ""));
    }

    /**
     * Takes a card in; empty when it stands or waits for an officer, else the sentence that says what is wrong with it.
     *
     * @throws Refused when she has signed this drive's card before
     */
    public Optional<String> take(Viewer rep, Local local, Members.Person person, Said said) {
        var drive = drives.find(local, said.drive());
        var closed = drive.map(Drive::closed);
        if (closed.isPresent() && said.at().isAfter(closed.get())) {
            return Optional.of(messages.here("card.over"));
        }
        if (drive.isEmpty()
                || said.at()
                        .isBefore(drive.get()
                                .opens()
                                .atStartOfDay(FederationClock.ZONE)
                                .toInstant())) {
            return Optional.of(messages.here("card.phoneGone"));
        }
        var dated = FederationClock.dayOf(said.at());
        if (dated.isAfter(drive.get().deadline())) {
            return Optional.of(messages.here("card.over"));
        }
        var words = drives.wordings(local, said.drive()).stream()
                .filter(w -> w.version() == said.version() && w.language().equals(said.language()))
                .findFirst()
                .map(w -> w.filled(said.shownName(), said.shownJob(), local.name()));
        if (words.isEmpty()
                || !Sha256.hex(words.get()).equals(said.hash())
                || !PersonName.fold(person.name()).equals(PersonName.fold(said.shownName()))
                || !plain(said.shownJob())) {
            return Optional.of(messages.here("problem.cardText"));
        }
        var form = new SignForm(
                said.name(),
                "",
                said.phone(),
                said.email(),
                said.address(),
                said.agreed() ? "1" : null,
                said.mark(),
                said.hash());
        var problems = Problems.none();
        var name = form.named(messages, problems);
        var contacts = form.contacts(messages, problems);
        var mark = form.drawn(messages, problems);
        if (form.agree() == null) {
            problems.add("agree", messages.here("problem.cardAgree"));
        }
        if (problems.any()) {
            return problems.all().values().stream().findFirst();
        }
        var flags = EnumSet.noneOf(Flag.class);
        if (!Drafts.alike(person.name(), name)) {
            flags.add(Flag.NAME_DIFFERS);
        }
        if (said.at().isBefore(said.handed().minus(LATE))) {
            flags.add(Flag.LATE);
        }
        signing.sign(
                rep,
                local,
                new Signature(
                        said.id(),
                        drive.get(),
                        said.version(),
                        said.language(),
                        words.get(),
                        new Signature.Signer(
                                person.id(),
                                person.name(),
                                name,
                                mark,
                                said.shownJob(),
                                drives.employer(local, person.id())),
                        Signature.Account.said(contacts.getOrDefault("EMAIL", "")),
                        Signature.Account.said(contacts.getOrDefault("PHONE", "")),
                        contacts.getOrDefault("ADDRESS", ""),
                        messages.text(said.language(), "card.agree"),
                        dated,
                        said.shown().isAfter(clock.now()) ? clock.now() : said.shown(),
                        new Signature.Way(
                                Channel.REP_PHONE,
                                rep.account(),
                                rep.name(),
                                said.network(),
                                PersonName.tidy(said.device()),
                                "",
                                "",
                                ""),
                        flags));
        return Optional.empty();
    }
}
