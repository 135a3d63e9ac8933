package org.breakroom.matching;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.breakroom.kernel.PersonName;

/**
 * The cells of the row at hand, each folded and in one form. Works on letters in place, because millions of rows come by;
 * text that is not plain ASCII takes the longer way through {@link PersonName#fold}.
 */
final class Cells {
    private static final Set<String> SUFFIXES = Set.of("jr", "sr", "ii", "iii", "iv");
    private static final int COLUMNS = PersonColumn.values().length;
    private static final int PHONE_MIN = 7;
    private static final int PHONE = 10;
    private static final int DATE = 8;
    private static final int YEAR = 4;
    private static final int WHOLE_DATE = 10;
    /** Where what is no digit stands in ten letters. */
    private static final int YEAR_FIRST = 0b0000100100;

    private static final int YEAR_LAST = 0b0010010000;
    private static final int ZIP_WITHOUT_ZERO = 4;

    /** What the cells of the row at hand say, folded. */
    byte[] said = new byte[1 << 10];

    int end;
    final int[] from = new int[COLUMNS];
    final int[] length = new int[COLUMNS];
    private String name = "";

    /** Takes the row at hand's cell of a column; blanks around it do not count. */
    void take(PersonColumn column, char[] text, int at, int size) {
        int start = at;
        int stop = at + size;
        while (start < stop && text[start] <= ' ') {
            start++;
        }
        while (stop > start && text[stop - 1] <= ' ') {
            stop--;
        }
        if (start == stop) {
            return;
        }
        int c = column.ordinal();
        room(3 * (stop - start) + 1);
        from[c] = end;
        switch (column) {
            case NAME -> name = new String(text, start, stop - start);
            case ID -> raw(text, start, stop);
            case ZIP -> zip(text, start, stop);
            case PHONE, OTHER_PHONE -> phone(text, start, stop);
            case EMAIL -> email(text, start, stop);
            case BORN, HIRED -> day(text, start, stop);
            case STREET, OTHER_STREET -> fold(text, start, stop, true);
            default -> fold(text, start, stop, false);
        }
        length[c] = end - from[c];
    }

    private void room(int more) {
        if (end + more + Long.BYTES > said.length) {
            said = Arrays.copyOf(said, Math.max(said.length * 2, end + more + Long.BYTES));
        }
    }

    private void raw(char[] text, int start, int stop) {
        int first = end;
        for (int i = start; i < stop; i++) {
            if (text[i] > '~') {
                end = first;
                raw(new String(text, start, stop - start));
                return;
            }
            said[end++] = (byte) text[i];
        }
    }

    private void raw(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        room(bytes.length);
        System.arraycopy(bytes, 0, said, end, bytes.length);
        end += bytes.length;
    }

    /** As {@link PersonName#fold}. */
    private void fold(char[] text, int start, int stop, boolean street) {
        int first = end;
        boolean gap = false;
        for (int i = start; i < stop; i++) {
            char c = text[i];
            if (c >= 'A' && c <= 'Z') {
                c += 'a' - 'A';
            }
            if (c > '~' || street && c == '#') {
                end = first;
                var whole = new String(text, start, stop - start);
                raw(PersonName.fold(street ? whole.replace("#", " unit ") : whole));
                return;
            }
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                if (gap && end > first) {
                    said[end++] = ' ';
                }
                gap = false;
                said[end++] = (byte) c;
            } else if (c != '\'') {
                gap = true;
            }
        }
    }

    private void zip(char[] text, int start, int stop) {
        int to = start;
        boolean digits = true;
        while (to < stop && (text[to] != '-' || to == start)) {
            digits &= text[to] >= '0' && text[to] <= '9';
            to++;
        }
        if (digits && to - start == ZIP_WITHOUT_ZERO) {
            said[end++] = '0';
        }
        if (digits) {
            for (int i = start; i < to; i++) {
                said[end++] = (byte) text[i];
            }
        } else {
            fold(text, start, to, false);
        }
    }

    private void phone(char[] text, int start, int stop) {
        int first = end;
        for (int i = start; i < stop; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                said[end++] = (byte) text[i];
            }
        }
        if (end - first > PHONE && said[first] == '1') {
            System.arraycopy(said, first + 1, said, first, end - first - 1);
            end--;
        }
        if (end - first < PHONE_MIN) {
            end = first;
        }
    }

    private void email(char[] text, int start, int stop) {
        int first = end;
        int at = -1;
        for (int i = start; i < stop; i++) {
            char c = text[i];
            if (c > '~') {
                end = first;
                var mail = new String(text, start, stop - start).toLowerCase(Locale.ROOT);
                if (mail.indexOf('@') > 0) {
                    raw(mail);
                }
                return;
            }
            if (c == '@') {
                at = i;
            }
            said[end++] = (byte) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        }
        if (at <= start) {
            end = first;
        }
    }

    /** A date; those with year, month and day in full, as 2019-04-13 and 04/13/2019, are read in place. */
    private void day(char[] text, int start, int stop) {
        int apart = 0;
        if (stop - start == WHOLE_DATE) {
            for (int i = start; i < stop; i++) {
                apart = apart << 1 | (text[i] >= '0' && text[i] <= '9' ? 0 : 1);
            }
        }
        switch (apart) {
            case YEAR_FIRST -> {
                part(text, start, YEAR);
                part(text, start + 5, 2);
                part(text, start + 8, 2);
            }
            case YEAR_LAST -> {
                part(text, start + 6, YEAR);
                part(text, start, 2);
                part(text, start + 3, 2);
            }
            default -> raw(date(new String(text, start, stop - start)));
        }
    }

    private void part(char[] text, int at, int size) {
        for (int i = at; i < at + size; i++) {
            said[end++] = (byte) text[i];
        }
    }

    /** Year, month and day in eight digits, as they may be written; nothing when it is no date. */
    private static String date(String text) {
        var parts = new String[3];
        int count = 0;
        int i = 0;
        while (i < text.length()) {
            int from = i;
            while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                i++;
            }
            if (i > from) {
                if (count == parts.length) {
                    return "";
                }
                parts[count++] = text.substring(from, i);
            }
            while (i < text.length() && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                i++;
            }
        }
        if (count == 1 && parts[0].length() == DATE) {
            return parts[0];
        }
        if (count != parts.length) {
            return "";
        }
        return parts[0].length() == YEAR
                ? parts[0] + two(parts[1]) + two(parts[2])
                : parts[2].length() == YEAR ? parts[2] + two(parts[0]) + two(parts[1]) : "";
    }

    private static String two(String digits) {
        return digits.length() == 1 ? "0" + digits : digits.substring(0, 2);
    }

    /** Puts what was said where it belongs: a whole name, a suffix behind the surname, a second given name. */
    void settle() {
        if (!name.isEmpty() && size(PersonColumn.GIVEN) == 0 && size(PersonColumn.FAMILY) == 0) {
            var whole = PersonName.read(name);
            put(PersonColumn.GIVEN, PersonName.fold(whole.given()));
            put(PersonColumn.MIDDLE, PersonName.fold(whole.middle()));
            put(PersonColumn.FAMILY, PersonName.fold(whole.family()));
            put(PersonColumn.SUFFIX, PersonName.fold(whole.suffix()));
        }
        names();
    }

    void clear() {
        end = 0;
        name = "";
        Arrays.fill(length, 0);
    }

    int size(PersonColumn column) {
        return length[column.ordinal()];
    }

    void put(PersonColumn column, String text) {
        from[column.ordinal()] = end;
        raw(text);
        length[column.ordinal()] = end - from[column.ordinal()];
    }

    /** A suffix behind the surname and a second given name are put where they belong. */
    private void names() {
        int family = PersonColumn.FAMILY.ordinal();
        int last = space(from[family], length[family], false);
        if (last > 0) {
            var word = new String(said, from[family] + last + 1, length[family] - last - 1, StandardCharsets.UTF_8);
            if (SUFFIXES.contains(word)) {
                put(PersonColumn.SUFFIX, word);
                length[family] = last;
            }
        }
        int given = PersonColumn.GIVEN.ordinal();
        int second = space(from[given], length[given], true);
        if (second > 0 && size(PersonColumn.MIDDLE) == 0) {
            from[PersonColumn.MIDDLE.ordinal()] = from[given] + second + 1;
            length[PersonColumn.MIDDLE.ordinal()] = length[given] - second - 1;
            length[given] = second;
        }
    }

    /** Where in some letters the first or the last space is; -1 when there is none. */
    int space(int start, int size, boolean first) {
        int found = -1;
        for (int i = 0; i < size; i++) {
            if (said[start + i] == ' ') {
                found = i;
                if (first) {
                    break;
                }
            }
        }
        return found;
    }

    /** A phone as {@link Row#PHONE} has it; 0 when there is none. */
    long digits(PersonColumn column) {
        int start = from[column.ordinal()];
        int stop = start + size(column);
        return Digits.pack(said, start, stop);
    }

    int day(PersonColumn column) {
        int day = 0;
        int start = from[column.ordinal()];
        for (int i = start; i < start + size(column); i++) {
            day = day * 10 + said[i] - '0';
        }
        return day;
    }

    int word(int start, int stop) {
        int i = start;
        while (i < stop && said[i] != ' ') {
            i++;
        }
        return i - start;
    }
}
