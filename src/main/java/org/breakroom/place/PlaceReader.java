package org.breakroom.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.PersonName;
import org.breakroom.list.ListFile;
import org.breakroom.ui.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the rows of a public list. */
@Component
class PlaceReader {
    private static final int TEXT_MAX = 200;
    private static final int CODE_MAX = 40;
    private static final String LONG = "place.fault.long";
    private static final List<PlaceColumn> TEXTS = List.of(
            PlaceColumn.NAME,
            PlaceColumn.WORKSITE,
            PlaceColumn.AREA,
            PlaceColumn.KIND,
            PlaceColumn.ORGANIZATION,
            PlaceColumn.STREET,
            PlaceColumn.CITY,
            PlaceColumn.ZIP);

    /** From how many points on a town shows where it is, and how far from its middle none of it lies. */
    private static final int TOWN_MIN = 4;

    private static final double STRAY_KM = 25;
    private static final double KM_A_DEGREE = 111.2;

    private final Messages messages;

    PlaceReader(Messages messages) {
        this.messages = messages;
    }

    /** A row that cannot be taken, or only in part. */
    record Fault(int row, boolean refused, String why) {}

    record Reading(List<Listed> rows, List<Fault> faults) {
        long refused() {
            return faults.stream().filter(Fault::refused).count();
        }
    }

    /** @throws ListFile.Unreadable when it is no list of places: it has no column of names, or none of codes */
    Reading read(ListFile file) throws ListFile.Unreadable {
        var at = PlaceColumn.in(file.headings());
        if (at.containsKey(PlaceColumn.WORKSITE)) {
            at.putIfAbsent(PlaceColumn.NAME, Objects.requireNonNull(at.get(PlaceColumn.WORKSITE)));
        }
        if (!at.containsKey(PlaceColumn.CODE) || !at.containsKey(PlaceColumn.NAME)) {
            throw new ListFile.Unreadable("list.refused.noPlaces");
        }
        var read = new ArrayList<Listed>();
        var faults = new ArrayList<Fault>();
        file.rows(row -> {
            var listed = listed(row, at, faults);
            if (listed != null) {
                read.add(listed);
            }
        });
        var rows = new ArrayList<Listed>();
        var first = new HashMap<String, Integer>();
        var times = read.stream().collect(Collectors.groupingBy(Listed::code, Collectors.counting()));
        for (var row : read) {
            boolean alone = Objects.requireNonNull(times.get(row.code())) == 1;
            var listed = alone || row.street() == null ? row : row.campus();
            var before = first.putIfAbsent(listed.code(), row.row());
            if (before == null) {
                rows.add(listed);
            } else {
                faults.add(new Fault(
                        row.row(), true, messages.text("en", "place.fault.twice", listed.code(), before.toString())));
            }
        }
        var settled = withoutStrays(rows, faults);
        if (rows.isEmpty()) {
            throw new ListFile.Unreadable("list.refused.noneUsable");
        }
        faults.sort(Comparator.comparingInt(Fault::row));
        return new Reading(settled, faults);
    }

    /** Points that lie far from the others of their town are mistakes of the list: told, and left out. */
    private List<Listed> withoutStrays(List<Listed> rows, List<Fault> faults) {
        var towns = rows.stream()
                .filter(r -> r.city() != null && r.latitude() != null)
                .collect(Collectors.groupingBy(PlaceReader::town));
        return rows.stream()
                .map(row -> {
                    var town = towns.get(town(row));
                    if (row.city() == null || town == null || town.size() < TOWN_MIN || row.latitude() == null) {
                        return row;
                    }
                    double north = row.latitude() - median(town, Listed::latitude);
                    double east = Objects.requireNonNull(row.longitude()) - median(town, Listed::longitude);
                    double away = Math.hypot(north, east * Math.cos(Math.toRadians(row.latitude()))) * KM_A_DEGREE;
                    if (away < STRAY_KM) {
                        return row;
                    }
                    faults.add(new Fault(
                            row.row(),
                            false,
                            messages.text("en", "place.fault.far", Math.round(away), String.valueOf(row.city()))));
                    return row.nowhere();
                })
                .toList();
    }

    /** A town of one name is another one where the ZIP begins otherwise. */
    private static String town(Listed row) {
        return PersonName.fold(String.valueOf(row.city()))
                + (row.zip() == null || row.zip().length() < 2 ? "" : row.zip().substring(0, 2));
    }

    private static double median(List<Listed> town, Function<Listed, @Nullable Double> of) {
        var sorted = town.stream()
                .mapToDouble(r -> Objects.requireNonNull(of.apply(r)))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private @Nullable Listed listed(ListFile.Row row, Map<PlaceColumn, Integer> at, List<Fault> faults) {
        var code = cell(row, at, PlaceColumn.CODE);
        var name = cell(row, at, PlaceColumn.NAME);
        var refusal = code == null
                ? "place.fault.code"
                : name == null ? "place.fault.name" : code.length() > CODE_MAX ? LONG : wrong(row, at, TEXT_MAX);
        if (code == null || name == null || refusal != null) {
            faults.add(new Fault(row.number(), true, messages.text("en", String.valueOf(refusal))));
            return null;
        }
        var branch = cell(row, at, PlaceColumn.BRANCH);
        var latitude = degrees(row, at, PlaceColumn.LATITUDE, 90);
        var longitude = degrees(row, at, PlaceColumn.LONGITUDE, 180);
        if ((latitude == null) != (longitude == null)) {
            faults.add(new Fault(row.number(), false, messages.text("en", "place.fault.point")));
            latitude = null;
            longitude = null;
        }
        return new Listed(
                row.number(),
                branch == null ? code : code + "-" + branch,
                PlaceName.lowered(name),
                cell(row, at, PlaceColumn.KIND),
                lowered(cell(row, at, PlaceColumn.ORGANIZATION)),
                lowered(cell(row, at, PlaceColumn.STREET)),
                lowered(cell(row, at, PlaceColumn.CITY)),
                zip(cell(row, at, PlaceColumn.ZIP)),
                latitude,
                longitude);
    }

    /** What is wrong with the texts that would be taken in; null for nothing. What nobody reads is not looked at. */
    static @Nullable String wrong(ListFile.Row row, Map<PlaceColumn, Integer> at, int longest) {
        for (var column : TEXTS) {
            var text = cell(row, at, column);
            if (text != null && text.length() > longest) {
                return LONG;
            }
            if (text != null && DangerousData.in(text)) {
                return "problem.dangerous";
            }
        }
        return null;
    }

    private static @Nullable String lowered(@Nullable String text) {
        return text == null ? null : PlaceName.lowered(text);
    }

    /** What stands in a column; null where nothing does, or a code for "does not apply" (IPEDS: -1, -2). */
    static @Nullable String cell(ListFile.Row row, Map<PlaceColumn, Integer> at, PlaceColumn column) {
        var index = at.get(column);
        if (index == null || index >= row.cells().size()) {
            return null;
        }
        var text = PersonName.tidy(row.cells().get(index));
        return text.isEmpty() || text.equals("-1") || text.equals("-2") ? null : text;
    }

    /** ZIP codes lose their zeros in spreadsheets: put back. */
    private static @Nullable String zip(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{3,5}(-[0-9]{4})?")) {
            return text;
        }
        int digits = text.indexOf('-') < 0 ? text.length() : text.indexOf('-');
        return "0".repeat(5 - digits) + text;
    }

    private static @Nullable Double degrees(
            ListFile.Row row, Map<PlaceColumn, Integer> at, PlaceColumn column, int most) {
        var text = cell(row, at, column);
        if (text == null || !text.matches("-?[0-9]{1,3}(\\.[0-9]{1,18})?")) {
            return null;
        }
        double degrees = Double.parseDouble(text);
        return Math.abs(degrees) > most || degrees == 0 ? null : degrees;
    }
}
