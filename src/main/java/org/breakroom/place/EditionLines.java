package org.breakroom.place;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.breakroom.kernel.Paged;
import org.breakroom.place.EditionBoard.Show;
import org.breakroom.ui.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an edition's page shows: before it is taken in, worked out from the file; afterwards, what became of it. */
@Component
class EditionLines {
    private final Editions editions;
    private final Places places;
    private final Proposals proposals;
    private final Messages messages;

    EditionLines(Editions editions, Places places, Proposals proposals, Messages messages) {
        this.editions = editions;
        this.places = places;
        this.proposals = proposals;
        this.messages = messages;
    }

    EditionBoard of(Edition edition, @Nullable Show asked, int page) {
        return edition.appliedAt() == null ? preview(edition, asked, page) : applied(edition, asked, page);
    }

    private EditionBoard preview(Edition edition, @Nullable Show asked, int page) {
        var plan = editions.plan(edition);
        var c = plan.changes();
        var counts = new EnumMap<Show, Integer>(Show.class);
        counts.put(Show.ADDED, c.added().size());
        counts.put(Show.CHANGED, c.changed().size());
        counts.put(Show.RENAMED, c.renamed().size());
        counts.put(Show.RECODED, c.recoded().size());
        counts.put(Show.RESPELLED, c.respelled().size());
        counts.put(Show.MISSING, c.missing().size());
        counts.put(Show.REFUSED, plan.reading().faults().size());
        var show = asked == null ? first(counts) : asked;
        var lines = switch (show) {
            case ADDED -> cut(c.added(), page, r -> line(r, null));
            case CHANGED -> cut(c.changed(), page, p -> line(p.now(), detail(p.place())));
            case RENAMED -> cut(c.renamed(), page, p -> line(p.now(), p.place().name()));
            case RESPELLED ->
                cut(c.respelled(), page, p -> line(p.now(), p.place().name()));
            case RECODED ->
                cut(
                        c.recoded(),
                        page,
                        r -> line(r.now(), r.place().name() + " · " + r.place().code()));
            case MISSING -> cut(c.missing(), page, EditionLines::line);
            case REFUSED -> faults(plan.reading(), page);
        };
        int onFile = c.same() + c.missing().size() + c.changed().size();
        boolean doubtful = onFile > 0 && c.missing().size() * 2 > onFile;
        return new EditionBoard(
                counts, show, lines, doubtful, plan.reading().rows().size());
    }

    private EditionBoard applied(Edition edition, @Nullable Show asked, int page) {
        var made = proposals.counts(edition);
        var counts = new EnumMap<Show, Integer>(Show.class);
        counts.put(Show.ADDED, edition.added());
        counts.put(Show.CHANGED, edition.changed());
        counts.put(Show.RENAMED, made.getOrDefault(Proposal.Kind.RENAMED, 0));
        counts.put(Show.RECODED, made.getOrDefault(Proposal.Kind.RECODED, 0));
        counts.put(Show.RESPELLED, made.getOrDefault(Proposal.Kind.RESPELLED, 0));
        counts.put(Show.MISSING, edition.missing());
        counts.put(Show.REFUSED, edition.faults());
        var show = asked == null ? first(counts) : asked;
        var lines = switch (show) {
            case ADDED -> map(places.since(edition, page), EditionLines::line);
            case CHANGED -> cut(List.<Place>of(), page, EditionLines::line);
            case MISSING ->
                edition.newest()
                        ? map(places.search("", edition.list(), true, page), EditionLines::line)
                        : cut(List.<Place>of(), page, EditionLines::line);
            case REFUSED -> faults(editions.reading(edition), page);
            default ->
                map(
                        proposals.list(edition, Proposal.Kind.valueOf(show.name()), page),
                        p -> new EditionLine(p.becomes(), said(p), p.was(), p));
        };
        return new EditionBoard(counts, show, lines, false, 0);
    }

    private static Show first(Map<Show, Integer> counts) {
        return Stream.of(
                        Show.RENAMED,
                        Show.RECODED,
                        Show.RESPELLED,
                        Show.ADDED,
                        Show.CHANGED,
                        Show.MISSING,
                        Show.REFUSED)
                .filter(s -> counts.getOrDefault(s, 0) > 0)
                .findFirst()
                .orElse(Show.ADDED);
    }

    private static <T> Paged<EditionLine> cut(List<T> all, int page, Function<T, EditionLine> line) {
        return map(Paged.of(all, page), line);
    }

    private static <T> Paged<EditionLine> map(Paged<T> of, Function<T, EditionLine> line) {
        return new Paged<>(of.rows().stream().map(line).toList(), of.number(), of.size(), of.total());
    }

    private Paged<EditionLine> faults(PlaceReader.Reading reading, int page) {
        return cut(
                reading.faults(),
                page,
                f -> new EditionLine(messages.text("en", "roster.row", f.row()), f.why(), null, null));
    }

    private static EditionLine line(Place p) {
        return new EditionLine(p.name(), detail(p), null, null);
    }

    private static EditionLine line(Listed r, @Nullable String was) {
        return new EditionLine(
                r.name(), words(r.code(), r.kind(), r.organization(), r.street(), r.city(), r.zip()), was, null);
    }

    static String detail(Place p) {
        return words(p.code(), p.kind(), p.organization(), p.street(), p.city(), p.zip());
    }

    private String said(Proposal p) {
        var alike = p.alike() == null
                ? null
                : messages.text("en", "place.alike." + p.alike(), p.wasCode(), p.becomesCode());
        var by = p.decidedBy() == null ? null : messages.text("en", "place.decided." + p.decision(), p.decidedBy());
        return words(p.alike() == null ? p.becomesCode() : null, p.city(), alike, by);
    }

    private static String words(@Nullable String... all) {
        return Stream.of(all).filter(Objects::nonNull).collect(Collectors.joining(" · "));
    }
}
