package org.breakroom.matching;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.breakroom.kernel.PersonName;

/**
 * Rows on their way in, every part folded and in one form, before their words have numbers. Works on letters in place,
 * because millions of rows come by; text that is not plain ASCII takes the longer way through {@link PersonName#fold}.
 */
final class Draft {
    private static final Set<String> SUFFIXES = Set.of("jr", "sr", "ii", "iii", "iv");
    private static final Set<String> UNITS =
            Set.of("apt", "apartment", "unit", "ste", "suite", "no", "fl", "floor", "rm");
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("street", "st"),
            Map.entry("avenue", "ave"),
            Map.entry("av", "ave"),
            Map.entry("road", "rd"),
            Map.entry("drive", "dr"),
            Map.entry("lane", "ln"),
            Map.entry("court", "ct"),
            Map.entry("place", "pl"),
            Map.entry("boulevard", "blvd"),
            Map.entry("terrace", "ter"),
            Map.entry("circle", "cir"),
            Map.entry("square", "sq"),
            Map.entry("highway", "hwy"),
            Map.entry("parkway", "pkwy"),
            Map.entry("crescent", "cres"),
            Map.entry("north", "n"),
            Map.entry("south", "s"),
            Map.entry("east", "e"),
            Map.entry("west", "w"));
    /** Words of an address that mean something, by their hash. */
    private static final Tokens TOKENS = new Tokens(UNITS, SHORT);

    /** Words of a finished row: id, mail, then those of {@link Row} up to the ZIP, then those of its rest up to the job. */
    static final int WORDS = 15;

    static final int NUMBERS = 4;

    private static final int COLUMNS = PersonColumn.values().length;
    private static final int PHONE_MAX = 15;
    private static final int DIGIT_BITS = 4;
    private static final long NO_DIGIT = 0xF;
    private static final int PHONE_MIN = 7;
    private static final int PHONE = 10;
    private static final int DATE = 8;
    private static final int YEAR = 4;
    private static final int ZIP_WITHOUT_ZERO = 4;

    /** What the cells of the row at hand say, folded. */
    private byte[] said = new byte[1 << 10];

    private int end;
    private final int[] from = new int[COLUMNS];
    private final int[] length = new int[COLUMNS];
    private String name = "";

    /** The rows that are finished: the letters of their words one behind the other. */
    byte[] out = new byte[1 << 16];

    int[] ends = new int[1 << 10];
    long[] hashes = new long[1 << 10];
    /** Of each row: phone, other phone, birth date, hire date. */
    long[] numbers = new long[1 << 8];

    int rows;
    private int parts;
    private int outEnd;

    /** Takes the row at hand's cell of a column; blanks around it do not count. */
    void cell(PersonColumn column, char[] text, int at, int size) {
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
            case ID -> raw(new String(text, start, stop - start));
            case ZIP -> zip(text, start, stop);
            case PHONE, OTHER_PHONE -> phone(text, start, stop);
            case EMAIL -> email(text, start, stop);
            case BORN, HIRED -> raw(date(new String(text, start, stop - start)));
            case STREET, OTHER_STREET -> fold(text, start, stop, true);
            default -> fold(text, start, stop, false);
        }
        length[c] = end - from[c];
    }

    /** Whether the row at hand says anything. */
    boolean blank() {
        return end == 0 && name.isEmpty();
    }

    private void room(int more) {
        if (end + more + Long.BYTES > said.length) {
            said = Arrays.copyOf(said, Math.max(said.length * 2, end + more + Long.BYTES));
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

    /** Ends the row at hand; one without an id gets the other. */
    void finish(String otherwise) {
        if (!name.isEmpty() && size(PersonColumn.GIVEN) == 0 && size(PersonColumn.FAMILY) == 0) {
            var whole = PersonName.read(name);
            put(PersonColumn.GIVEN, whole.given());
            put(PersonColumn.MIDDLE, whole.middle());
            put(PersonColumn.FAMILY, whole.family());
            put(PersonColumn.SUFFIX, whole.suffix());
        }
        if (size(PersonColumn.ID) == 0) {
            from[PersonColumn.ID.ordinal()] = end;
            raw(otherwise);
            length[PersonColumn.ID.ordinal()] = end - from[PersonColumn.ID.ordinal()];
        }
        names();
        begin();
        copy(PersonColumn.ID);
        copy(PersonColumn.EMAIL);
        copy(PersonColumn.GIVEN);
        copy(PersonColumn.MIDDLE);
        copy(PersonColumn.FAMILY);
        copy(PersonColumn.SUFFIX);
        address();
        copy(PersonColumn.CITY);
        copy(PersonColumn.ZIP);
        otherStreet();
        copy(PersonColumn.NUMBER);
        copy(PersonColumn.WORKSITE);
        copy(PersonColumn.JOB);
        numbers[rows * NUMBERS] = digits(PersonColumn.PHONE);
        numbers[rows * NUMBERS + 1] = digits(PersonColumn.OTHER_PHONE);
        numbers[rows * NUMBERS + 2] = day(PersonColumn.BORN);
        numbers[rows * NUMBERS + 3] = day(PersonColumn.HIRED);
        rows++;
        end = 0;
        name = "";
        Arrays.fill(length, 0);
    }

    /** Forgets the rows that were finished. */
    void clear() {
        rows = 0;
        parts = 0;
        outEnd = 0;
    }

    private int size(PersonColumn column) {
        return length[column.ordinal()];
    }

    private void put(PersonColumn column, String text) {
        from[column.ordinal()] = end;
        raw(PersonName.fold(text));
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
    private int space(int start, int size, boolean first) {
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

    private void begin() {
        int most = end + said.length;
        if (outEnd + most > out.length) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, outEnd + most));
        }
        if (parts + WORDS > ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
            hashes = Arrays.copyOf(hashes, hashes.length * 2);
        }
        if ((rows + 1) * NUMBERS > numbers.length) {
            numbers = Arrays.copyOf(numbers, numbers.length * 2);
        }
    }

    private void copy(PersonColumn column) {
        append(from[column.ordinal()], length[column.ordinal()]);
        close();
    }

    private void append(int start, int size) {
        System.arraycopy(said, start, out, outEnd, size);
        outEnd += size;
    }

    private void close() {
        int start = parts == 0 ? 0 : ends[parts - 1];
        ends[parts] = outEnd;
        hashes[parts] = Words.hash(out, start, outEnd - start);
        parts++;
    }

    /** House, street, other street and apartment, from as many cells. */
    private void address() {
        int street = PersonColumn.STREET.ordinal();
        int house = PersonColumn.HOUSE.ordinal();
        int start = from[street];
        int size = length[street];
        if (length[house] > 0) {
            append(from[house], length[house]);
        } else if (size > 0 && said[start] >= '0' && said[start] <= '9') {
            int first = space(start, size, true);
            int number = first < 0 ? size : first;
            append(start, number);
            int skip = Math.min(size, number + 1);
            start += skip;
            size -= skip;
        }
        close();
        int unit = street(start, size);
        int unitSize = unit < 0 ? 0 : word(unit, start + size);
        close();
        if (size(PersonColumn.UNIT) > 0) {
            copy(PersonColumn.UNIT);
        } else {
            append(Math.max(unit, 0), unitSize);
            close();
        }
    }

    private void otherStreet() {
        int other = PersonColumn.OTHER_STREET.ordinal();
        int otherStart = from[other];
        int otherSize = length[other];
        if (otherSize > 0 && said[otherStart] >= '0' && said[otherStart] <= '9') {
            int first = space(otherStart, otherSize, true);
            int skip = first < 0 ? otherSize : first + 1;
            otherStart += skip;
            otherSize -= skip;
        }
        street(otherStart, otherSize);
        close();
    }

    /** A phone as {@link Row#PHONE} has it; 0 when there is none. */
    private long digits(PersonColumn column) {
        int start = from[column.ordinal()];
        int stop = start + size(column);
        long digits = start == stop ? 0 : NO_DIGIT;
        for (int i = Math.max(start, stop - PHONE_MAX); i < stop; i++) {
            digits = digits << DIGIT_BITS | said[i] - '0';
        }
        return digits;
    }

    private int day(PersonColumn column) {
        int day = 0;
        int start = from[column.ordinal()];
        for (int i = start; i < start + size(column); i++) {
            day = day * 10 + said[i] - '0';
        }
        return day;
    }

    private int word(int start, int stop) {
        int i = start;
        while (i < stop && said[i] != ' ') {
            i++;
        }
        return i - start;
    }

    /** Puts a street down in short forms; returns where the apartment stands, or -1. */
    private int street(int start, int size) {
        int stop = start + size;
        int first = outEnd;
        for (int i = start; i < stop; ) {
            int letters = word(i, stop);
            long hash = Words.hash(said, i, letters);
            if (i > start && i + letters < stop && TOKENS.unit(hash)) {
                return i + letters + 1;
            }
            if (outEnd > first) {
                out[outEnd++] = ' ';
            }
            var shorter = TOKENS.shorter(hash);
            if (shorter.length == 0) {
                append(i, letters);
            } else {
                System.arraycopy(shorter, 0, out, outEnd, shorter.length);
                outEnd += shorter.length;
            }
            i += letters + 1;
        }
        return -1;
    }

    /** A few words by their hashes; nearly every word asked for is none of them. */
    private static final class Tokens {
        private static final byte[] NONE = {};
        private final long[] hashes;
        private final byte[][] shorter;
        private final boolean[] units;
        private long some;

        Tokens(Set<String> units, Map<String, String> shorter) {
            var words = new java.util.TreeMap<Long, String>();
            units.forEach(w -> words.put(hash(w), w));
            shorter.keySet().forEach(w -> words.put(hash(w), w));
            this.hashes = words.keySet().stream().mapToLong(Long::longValue).toArray();
            this.shorter = new byte[hashes.length][];
            this.units = new boolean[hashes.length];
            for (int i = 0; i < hashes.length; i++) {
                var word = words.get(hashes[i]);
                var form = shorter.get(word);
                this.shorter[i] = form == null ? NONE : form.getBytes(StandardCharsets.US_ASCII);
                this.units[i] = units.contains(word);
                some |= 1L << hashes[i];
            }
        }

        private static long hash(String word) {
            var bytes = word.getBytes(StandardCharsets.US_ASCII);
            return Words.hash(bytes, 0, bytes.length);
        }

        private int find(long hash) {
            return (some & 1L << hash) == 0 ? -1 : Arrays.binarySearch(hashes, hash);
        }

        boolean unit(long hash) {
            int i = find(hash);
            return i >= 0 && units[i];
        }

        byte[] shorter(long hash) {
            int i = find(hash);
            return i < 0 ? NONE : shorter[i];
        }
    }
}
