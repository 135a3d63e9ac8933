package org.breakroom.place;

import static org.breakroom.db.Tables.PLACE;
import static org.breakroom.db.Tables.PLACE_PROPOSAL;
import static org.jooq.impl.DSL.count;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Paged;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Names and codes that an edition proposes, decided by staff; worksites follow their place. */
@Component
class Proposals {
    private final DSLContext sql;
    private final Worksites worksites;
    private final FederationClock clock;
    private final Messages messages;

    Proposals(DSLContext sql, Worksites worksites, FederationClock clock, Messages messages) {
        this.sql = sql;
        this.worksites = worksites;
        this.clock = clock;
        this.messages = messages;
    }

    /** How many an edition made of each kind. */
    Map<Proposal.Kind, Integer> counts(Edition edition) {
        return sql.select(PLACE_PROPOSAL.KIND, count())
                .from(PLACE_PROPOSAL)
                .where(PLACE_PROPOSAL.EDITION_ID.eq(edition.id()))
                .groupBy(PLACE_PROPOSAL.KIND)
                .fetchMap(r -> Proposal.Kind.valueOf(r.value1()), r -> r.value2());
    }

    /** One kind of them, the undecided first. */
    Paged<Proposal> list(Edition edition, Proposal.Kind kind, int page) {
        var p = PLACE_PROPOSAL;
        var rows = sql.select(
                        p.ID,
                        p.PLACE_ID,
                        p.WAS,
                        p.BECOMES,
                        p.WAS_CODE,
                        p.BECOMES_CODE,
                        PLACE.CITY,
                        p.ALIKE,
                        p.DECISION,
                        p.DECIDED_BY,
                        count().over())
                .from(p)
                .join(PLACE)
                .on(PLACE.ID.eq(p.PLACE_ID))
                .where(p.EDITION_ID.eq(edition.id()), p.KIND.eq(kind.name()))
                .orderBy(p.DECISION.isNotNull(), p.WAS, p.ID)
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch();
        return new Paged<>(
                rows.map(r -> new Proposal(
                        r.value1(),
                        r.value2(),
                        kind,
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        r.value9(),
                        r.value10())),
                Math.max(1, page),
                Paged.SIZE,
                rows.isEmpty() ? 0 : rows.getFirst().value11());
    }

    /** Says yes, no, or (null) nothing yet; a new code once said yes to stays, for the two entries are one then. */
    void decide(Viewer viewer, Edition edition, UUID id, @Nullable String decision) {
        if (!edition.newest()) {
            throw new Refused(HttpStatus.CONFLICT, messages.text("en", "place.newerEdition"));
        }
        var p = PLACE_PROPOSAL;
        var found = sql.selectFrom(p)
                .where(p.ID.eq(id), p.EDITION_ID.eq(edition.id()))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(NotFound::new);
        boolean was = "YES".equals(found.getDecision());
        boolean now = "YES".equals(decision);
        if (was && !now && found.getKind().equals(Proposal.Kind.RECODED.name())) {
            throw new Refused(HttpStatus.CONFLICT, messages.text("en", "place.recodedStays"));
        }
        var renamed = List.<UUID>of();
        if (now && !was) {
            if (found.getKind().equals(Proposal.Kind.RECODED.name())) {
                recode(edition, found.getPlaceId(), found.getBecomesCode());
            }
            if (rename(found.getPlaceId(), found.getWas(), found.getBecomes())) {
                renamed = worksites.rename(found.getPlaceId(), found.getWas(), found.getBecomes());
            }
        } else if (was && !now && rename(found.getPlaceId(), found.getBecomes(), found.getWas())) {
            worksites.renameBack(List.of(found.getWorksites()), found.getWas(), found.getBecomes());
        }
        sql.update(p)
                .set(p.DECISION, decision)
                .set(p.WORKSITES, renamed.toArray(UUID[]::new))
                .set(p.DECIDED_BY, decision == null ? null : viewer.name())
                .set(p.DECIDED_AT, decision == null ? null : clock.now().atOffset(ZoneOffset.UTC))
                .where(p.ID.eq(id))
                .execute();
    }

    /** Says yes to every other spelling that nobody decided; returns how many. */
    int allSpellings(Viewer viewer, Edition edition) {
        var p = PLACE_PROPOSAL;
        var open = sql.select(p.ID)
                .from(p)
                .where(p.EDITION_ID.eq(edition.id()), p.KIND.eq(Proposal.Kind.RESPELLED.name()))
                .and(p.DECISION.isNull())
                .orderBy(p.ID)
                .fetch(p.ID);
        open.forEach(id -> decide(viewer, edition, id, "YES"));
        return open.size();
    }

    /** Renames a place that still goes by its old name; says whether it did. */
    private boolean rename(UUID place, String was, String becomes) {
        var found = sql.fetchOptional(PLACE, PLACE.ID.eq(place), PLACE.NAME.eq(was));
        found.ifPresent(r -> sql.update(PLACE)
                .set(PLACE.NAME, becomes)
                .set(PLACE.KEY, PlaceName.key(becomes))
                .set(PLACE.FOLDED, Places.folded(r.getCode(), becomes, r.getCity(), r.getOrganization()))
                .where(PLACE.ID.eq(place))
                .execute());
        return found.isPresent();
    }

    /** The place under its old code takes the new one, with all that is said there; the entry of the new code goes. */
    private void recode(Edition edition, UUID place, String code) {
        var other = sql.fetchOptional(PLACE, PLACE.LIST_ID.eq(edition.listId()), PLACE.CODE.eq(code))
                .orElseThrow(NotFound::new);
        worksites.move(other.getId(), place);
        worksites.settleAt(
                place,
                new Worksites.Address(
                        other.getStreet(), other.getCity(), other.getZip(), other.getLatitude(), other.getLongitude()));
        sql.deleteFrom(PLACE_PROPOSAL)
                .where(PLACE_PROPOSAL.PLACE_ID.eq(other.getId()))
                .execute();
        sql.deleteFrom(PLACE).where(PLACE.ID.eq(other.getId())).execute();
        sql.update(PLACE)
                .set(PLACE.CODE, code)
                .set(PLACE.FOLDED, other.getFolded())
                .set(PLACE.KIND, other.getKind())
                .set(PLACE.ORGANIZATION, other.getOrganization())
                .set(PLACE.STREET, other.getStreet())
                .set(PLACE.CITY, other.getCity())
                .set(PLACE.ZIP, other.getZip())
                .set(PLACE.LATITUDE, other.getLatitude())
                .set(PLACE.LONGITUDE, other.getLongitude())
                .set(PLACE.LAST_EDITION, edition.id())
                .where(PLACE.ID.eq(place))
                .execute();
    }
}
