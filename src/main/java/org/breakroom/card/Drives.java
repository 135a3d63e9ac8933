package org.breakroom.card;

import static org.breakroom.db.Tables.CARD_CIRCULATOR;
import static org.breakroom.db.Tables.CARD_DRIVE;
import static org.breakroom.db.Tables.CARD_LINK;
import static org.breakroom.db.Tables.CARD_TARGET;
import static org.breakroom.db.Tables.CARD_WORDING;
import static org.breakroom.db.Tables.EMPLOYER;
import static org.breakroom.db.Tables.EMPLOYMENT;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.db.tables.records.CardDriveRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The drives of a local, their words, targets and who circulates. */
@Component
public class Drives {
    private static final int SHOWN_MAX = 50;

    private final DSLContext sql;
    private final FederationClock clock;

    Drives(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A drive to be opened, with its first words in English. */
    record Wanted(
            UUID id,
            @org.jspecify.annotations.Nullable UUID offer,
            CardKind kind,
            String title,
            String unit,
            LocalDate opens,
            LocalDate deadline,
            int target,
            int irrevocableMonths,
            int noticeDays) {}

    /** The newest drives first. */
    public List<Drive> list(Local local) {
        return sql.selectFrom(CARD_DRIVE)
                .where(CARD_DRIVE.LOCAL_ID.eq(local.id()))
                .orderBy(CARD_DRIVE.OPENED_AT.desc(), CARD_DRIVE.ID)
                .limit(SHOWN_MAX)
                .fetch(Drives::read);
    }

    /** Those that can be signed today. */
    public List<Drive> running(Local local) {
        return list(local).stream().filter(d -> d.open(clock.today())).toList();
    }

    private static Drive read(CardDriveRecord r) {
        return new Drive(
                r.getId(),
                r.getOfferId(),
                CardKind.valueOf(r.getKind()),
                r.getTitle(),
                r.getUnit(),
                r.getOpensOn(),
                r.getDeadlineOn(),
                r.getTarget(),
                r.getIrrevocableMonths(),
                r.getNoticeDays(),
                r.getOpener(),
                r.getClosedAt() == null ? null : r.getClosedAt().toInstant());
    }

    public Optional<Drive> find(Local local, UUID id) {
        return sql.selectFrom(CARD_DRIVE)
                .where(CARD_DRIVE.LOCAL_ID.eq(local.id()), CARD_DRIVE.ID.eq(id))
                .fetchOptional(Drives::read);
    }

    Drive require(Local local, UUID id) {
        return find(local, id).orElseThrow(NotFound::new);
    }

    void open(Viewer viewer, Local local, Wanted w) {
        sql.insertInto(CARD_DRIVE)
                .set(CARD_DRIVE.LOCAL_ID, local.id())
                .set(CARD_DRIVE.ID, w.id())
                .set(CARD_DRIVE.OFFER_ID, w.offer())
                .set(CARD_DRIVE.KIND, w.kind().name())
                .set(CARD_DRIVE.TITLE, w.title())
                .set(CARD_DRIVE.UNIT, w.unit())
                .set(CARD_DRIVE.OPENS_ON, w.opens())
                .set(CARD_DRIVE.DEADLINE_ON, w.deadline())
                .set(CARD_DRIVE.TARGET, (short) w.target())
                .set(CARD_DRIVE.IRREVOCABLE_MONTHS, (short) w.irrevocableMonths())
                .set(CARD_DRIVE.NOTICE_DAYS, (short) w.noticeDays())
                .set(CARD_DRIVE.OPENED_BY, viewer.account())
                .set(CARD_DRIVE.OPENER, viewer.name())
                .set(CARD_DRIVE.OPENED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** Closes a drive, or opens it again. */
    void close(Local local, Drive drive, boolean closed) {
        sql.update(CARD_DRIVE)
                .set(CARD_DRIVE.CLOSED_AT, closed ? clock.now().atOffset(ZoneOffset.UTC) : null)
                .where(CARD_DRIVE.LOCAL_ID.eq(local.id()), CARD_DRIVE.ID.eq(drive.id()))
                .execute();
    }

    void deadline(Local local, Drive drive, LocalDate day) {
        sql.update(CARD_DRIVE)
                .set(CARD_DRIVE.DEADLINE_ON, day)
                .where(CARD_DRIVE.LOCAL_ID.eq(local.id()), CARD_DRIVE.ID.eq(drive.id()))
                .execute();
        // the posters on the walls go on until then
        sql.update(CARD_LINK)
                .set(
                        CARD_LINK.EXPIRES_AT,
                        day.plusDays(1).atStartOfDay(FederationClock.ZONE).toOffsetDateTime())
                .where(CARD_LINK.LOCAL_ID.eq(local.id()), CARD_LINK.DRIVE_ID.eq(drive.id()))
                .and(CARD_LINK.MEMBER_ID.isNull())
                .execute();
    }

    /** All words of a drive, the newest version first, its languages in their order. */
    public List<Wording> wordings(Local local, UUID drive) {
        var w = CARD_WORDING;
        return sql.selectFrom(w)
                .where(w.LOCAL_ID.eq(local.id()), w.DRIVE_ID.eq(drive))
                .orderBy(w.VERSION.desc(), DSL.case_(w.LANGUAGE).when("en", 0).otherwise(1), w.LANGUAGE)
                .fetch(r -> new Wording(
                        r.getVersion(),
                        r.getLanguage(),
                        r.getWords(),
                        r.getAuthor(),
                        r.getApprover(),
                        r.getApprovedAt().toInstant()));
    }

    /**
     * The words that are signed: of the newest version that has all languages. A version that still waits for a translation
     * is signed by nobody, unless there is no other.
     *
     * @param all as {@link #wordings} gives them
     */
    static List<Wording> inForce(List<Wording> all) {
        var byVersion =
                all.stream().collect(Collectors.groupingBy(Wording::version, LinkedHashMap::new, Collectors.toList()));
        return byVersion.values().stream()
                .filter(v -> v.size() == Messages.LANGUAGES.size())
                .findFirst()
                .orElseGet(() -> byVersion.firstEntry().getValue());
    }

    /** The words that are signed in a language, in English where there is no translation of them. */
    Wording wording(Local local, UUID drive, String language) {
        var texts = inForce(wordings(local, drive));
        return texts.stream()
                .filter(w -> w.language().equals(language))
                .findFirst()
                .orElse(texts.getFirst());
    }

    /** Adds words; what stands is never changed. False when this version already has words in that language. */
    boolean add(Viewer viewer, Local local, UUID drive, int version, String author, TypedWords text) {
        var w = CARD_WORDING;
        return sql.insertInto(w)
                        .set(w.LOCAL_ID, local.id())
                        .set(w.DRIVE_ID, drive)
                        .set(w.VERSION, version)
                        .set(w.LANGUAGE, text.language())
                        .set(w.WORDS, text.words())
                        .set(w.AUTHOR, author)
                        .set(w.APPROVER, text.approver())
                        .set(w.APPROVED_BY, viewer.account())
                        .set(w.APPROVED_AT, clock.now().atOffset(ZoneOffset.UTC))
                        .onConflictDoNothing()
                        .execute()
                > 0;
    }

    /** What worksites are to reach where it is not the drive's own share. */
    Map<UUID, Integer> targets(Local local, UUID drive) {
        var t = CARD_TARGET;
        return sql.select(t.WORKSITE_ID, t.TARGET)
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.DRIVE_ID.eq(drive))
                .fetchMap(r -> r.value1(), r -> r.value2().intValue());
    }

    void target(Local local, UUID drive, UUID worksite, int target) {
        var t = CARD_TARGET;
        sql.insertInto(t)
                .set(t.LOCAL_ID, local.id())
                .set(t.DRIVE_ID, drive)
                .set(t.WORKSITE_ID, worksite)
                .set(t.TARGET, (short) target)
                .onConflict(t.LOCAL_ID, t.DRIVE_ID, t.WORKSITE_ID)
                .doUpdate()
                .set(t.TARGET, (short) target)
                .execute();
    }

    /** Who circulates by worksite. */
    Map<UUID, Set<UUID>> circulators(Local local, UUID drive) {
        var c = CARD_CIRCULATOR;
        var by = new HashMap<UUID, Set<UUID>>();
        sql.select(c.WORKSITE_ID, c.MEMBER_ID)
                .from(c)
                .where(c.LOCAL_ID.eq(local.id()), c.DRIVE_ID.eq(drive))
                .forEach(r ->
                        by.computeIfAbsent(r.value1(), w -> new TreeSet<>()).add(r.value2()));
        return by;
    }

    void circulates(Local local, UUID drive, UUID worksite, Set<UUID> members) {
        var c = CARD_CIRCULATOR;
        sql.deleteFrom(c)
                .where(c.LOCAL_ID.eq(local.id()), c.DRIVE_ID.eq(drive), c.WORKSITE_ID.eq(worksite))
                .and(c.MEMBER_ID.notIn(members))
                .execute();
        for (var member : members) {
            sql.insertInto(c)
                    .set(c.LOCAL_ID, local.id())
                    .set(c.DRIVE_ID, drive)
                    .set(c.WORKSITE_ID, worksite)
                    .set(c.MEMBER_ID, member)
                    .onConflictDoNothing()
                    .execute();
        }
    }

    /** Who pays a member for her main job, as the card names it. */
    String employer(Local local, UUID member) {
        return sql.select(EMPLOYER.NAME)
                .from(EMPLOYMENT)
                .join(EMPLOYER)
                .on(EMPLOYER.ID.eq(EMPLOYMENT.EMPLOYER_ID))
                .where(EMPLOYMENT.LOCAL_ID.eq(local.id()), EMPLOYMENT.MEMBER_ID.eq(member))
                .and(EMPLOYMENT.ENDED_ON.isNull())
                .and(EMPLOYMENT.MAIN)
                .fetchOptional(EMPLOYER.NAME)
                .orElse("");
    }
}
