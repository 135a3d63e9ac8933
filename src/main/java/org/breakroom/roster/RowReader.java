package org.breakroom.roster;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Email;
import org.breakroom.kernel.PersonName;
import org.breakroom.kernel.Phone;
import org.breakroom.list.ListFile;
import org.breakroom.matching.AddressLine;
import org.breakroom.matching.PersonColumn;
import org.breakroom.ui.Messages;
import org.jspecify.annotations.Nullable;

/** Reads a row of a list into a name and facts. A bad fact is left out and said; the person stays. */
final class RowReader {
    private static final LocalDate HIRED_EARLIEST = LocalDate.of(1940, 1, 1);
    private static final int TEXT_LENGTH_MAX = 120;
    private static final int SHOWN_LENGTH = 20;

    private final List<Column> columns;
    private final Dates dates;
    private final int width;
    private final LocalDate latestHire;
    private final Messages messages;

    RowReader(List<Column> columns, Dates dates, LocalDate today, Messages messages) {
        this.dates = dates;
        this.columns = columns;
        this.width = columns.size();
        this.latestHire = today.plusYears(1);
        this.messages = messages;
    }

    /** What a row says. Without a name it is refused. */
    record Person(int row, PersonName name, Facts facts, List<String> problems) {}

    /** Facts in canonical form; null where the list says nothing or nothing usable. */
    public record Facts(
            @Nullable String number,
            @Nullable String job,
            @Nullable String shift,
            @Nullable String worksite,
            @Nullable String area,
            @Nullable LocalDate hiredOn,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String status) {
        static final Facts NONE = new Facts(null, null, null, null, null, null, null, null, null, null);

        /** What they say of who she is, as the matching takes it. */
        Map<PersonColumn, String> said() {
            var said = new EnumMap<PersonColumn, String>(PersonColumn.class);
            PersonColumn.JOB.say(job, said);
            PersonColumn.WORKSITE.say(worksite, said);
            PersonColumn.HIRED.say(hiredOn, said);
            PersonColumn.EMAIL.say(email, said);
            PersonColumn.PHONE.say(phone, said);
            if (address != null) {
                AddressLine.read(address, said);
            }
            return said;
        }
    }

    Person read(ListFile.Row row) {
        var cells = new EnumMap<Column, String>(Column.class);
        for (int i = 0; i < Math.min(width, row.cells().size()); i++) {
            if (columns.get(i) != Column.LEAVE_OUT) {
                cells.putIfAbsent(columns.get(i), PersonName.tidy(row.cells().get(i)));
            }
        }
        var problems = new ArrayList<String>();
        var name = name(cells);
        if (!name.present()) {
            problems.add(messages.text("en", "roster.row.noName"));
            return new Person(row.number(), name, Facts.NONE, problems);
        }
        if (name.full().length() > PersonName.LENGTH_MAX) {
            problems.add(messages.text("en", "roster.row.longName", PersonName.LENGTH_MAX));
            return new Person(row.number(), new PersonName("", "", "", ""), Facts.NONE, problems);
        }
        if (row.cells().size() > width) {
            problems.add(messages.text("en", "roster.row.cells", row.cells().size(), width));
            return new Person(row.number(), name, Facts.NONE, problems);
        }
        return new Person(row.number(), name, facts(cells, problems), problems);
    }

    private static PersonName name(Map<Column, String> cells) {
        var whole = cells.getOrDefault(Column.NAME, "");
        if (!whole.isEmpty()) {
            return PersonName.read(whole);
        }
        return new PersonName(
                cells.getOrDefault(Column.GIVEN_NAME, ""),
                cells.getOrDefault(Column.MIDDLE_NAME, ""),
                cells.getOrDefault(Column.FAMILY_NAME, ""),
                cells.getOrDefault(Column.SUFFIX, ""));
    }

    private Facts facts(Map<Column, String> cells, List<String> problems) {
        return new Facts(
                text(cells, Column.EMPLOYEE_NUMBER, problems),
                text(cells, Column.JOB_TITLE, problems),
                text(cells, Column.SHIFT, problems),
                text(cells, Column.WORKSITE, problems),
                text(cells, Column.AREA, problems),
                fact(cells, Column.HIRED_ON, this::day, problems).orElse(null),
                fact(cells, Column.EMAIL, t -> Email.read(t).map(Email::address), problems)
                        .orElse(null),
                fact(cells, Column.PHONE, t -> Phone.read(t).map(Phone::e164), problems)
                        .orElse(null),
                address(cells),
                fact(cells, Column.STATUS, RowReader::status, problems).orElse(null));
    }

    private @Nullable String text(Map<Column, String> cells, Column column, List<String> problems) {
        var said = cells.getOrDefault(column, "");
        if (said.length() > TEXT_LENGTH_MAX) {
            problems.add(messages.text("en", "roster.row.long", said.substring(0, SHOWN_LENGTH), TEXT_LENGTH_MAX));
            return null;
        }
        return fact(cells, column, t -> DangerousData.in(t) ? Optional.empty() : Optional.of(t), problems)
                .orElse(null);
    }

    private <T> Optional<T> fact(
            Map<Column, String> cells, Column column, Function<String, Optional<T>> read, List<String> problems) {
        var text = cells.getOrDefault(column, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var value = read.apply(text);
        if (value.isEmpty()) {
            problems.add(messages.text("en", "roster.row." + column, text));
        }
        return value;
    }

    private Optional<LocalDate> day(String text) {
        return dates.read(text).filter(d -> !d.isBefore(HIRED_EARLIEST) && !d.isAfter(latestHire));
    }

    private static @Nullable String address(Map<Column, String> cells) {
        var parts = new ArrayList<String>();
        for (var column : List.of(Column.STREET, Column.CITY, Column.STATE)) {
            var part = cells.getOrDefault(column, "");
            if (!part.isEmpty() && !DangerousData.in(part)) {
                parts.add(part);
            }
        }
        var zip = cells.getOrDefault(Column.ZIP, "");
        var line = String.join(", ", parts);
        if (zip.matches("\\d{4}")) {
            zip = "0" + zip; // a spreadsheet ate the zero of New England
        }
        line = (line + " " + zip).strip();
        return line.isEmpty() ? null : line;
    }

    private static Optional<String> status(String text) {
        return switch (PersonName.fold(text)) {
            case "member", "full member", "full", "active", "yes", "y", "dues", "dues payer" -> Optional.of("MEMBER");
            case "potential", "potential member", "new", "new hire", "no", "n" -> Optional.of("POTENTIAL");
            case "non member", "nonmember", "objector", "opt out" -> Optional.of("NON_MEMBER");
            case "leave", "on leave", "leave of absence", "loa" -> Optional.of("LEAVE");
            case "retiree", "retired" -> Optional.of("RETIREE");
            default -> Optional.empty();
        };
    }
}
