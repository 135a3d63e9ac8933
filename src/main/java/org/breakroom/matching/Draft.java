package org.breakroom.matching;

import java.util.Arrays;
import org.breakroom.kernel.PersonName;

/**
 * Rows on their way in, every part folded and in one form, before their words have numbers. Works on letters in place,
 * because millions of rows come by; text that is not plain ASCII takes the longer way through {@link PersonName#fold}.
 */
final class Draft {
    private static final Streets STREETS = new Streets();

    /** Words of a finished row: id, mail, then those of {@link Row} up to the ZIP, then those of its rest up to the job. */
    static final int WORDS = 15;

    static final int NUMBERS = 4;

    /** The row at hand. */
    final Cells cells = new Cells();

    /** The rows that are finished: the letters of their words one behind the other. */
    byte[] out = new byte[1 << 16];

    int[] ends = new int[1 << 10];
    long[] hashes = new long[1 << 10];
    /** Of each row: phone, other phone, birth date, hire date. */
    long[] numbers = new long[1 << 8];

    int rows;
    private int parts;
    private int outEnd;

    /** Ends the row at hand; one without an id gets its number. */
    void finish(int number) {
        if (cells.size(PersonColumn.ID) == 0) {
            cells.put(PersonColumn.ID, Integer.toString(number));
        }
        finish();
    }

    /** Ends the row at hand; one without an id gets the other. */
    void finish(String otherwise) {
        if (cells.size(PersonColumn.ID) == 0) {
            cells.put(PersonColumn.ID, otherwise);
        }
        finish();
    }

    private void finish() {
        cells.settle();
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
        numbers[rows * NUMBERS] = cells.digits(PersonColumn.PHONE);
        numbers[rows * NUMBERS + 1] = cells.digits(PersonColumn.OTHER_PHONE);
        numbers[rows * NUMBERS + 2] = cells.day(PersonColumn.BORN);
        numbers[rows * NUMBERS + 3] = cells.day(PersonColumn.HIRED);
        rows++;
        cells.clear();
    }

    /** Forgets the rows that were finished. */
    void clear() {
        rows = 0;
        parts = 0;
        outEnd = 0;
    }

    private void begin() {
        int most = cells.end + cells.said.length;
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
        append(cells.from[column.ordinal()], cells.length[column.ordinal()]);
        close();
    }

    private void append(int start, int size) {
        System.arraycopy(cells.said, start, out, outEnd, size);
        outEnd += size;
    }

    private void close() {
        int start = parts == 0 ? 0 : ends[parts - 1];
        ends[parts] = outEnd;
        if (outEnd > start) {
            hashes[parts] = Words.hash(out, start, outEnd - start);
        }
        parts++;
    }

    /** House, street, other street and apartment, from as many cells. */
    private void address() {
        var said = cells.said;
        var from = cells.from;
        var length = cells.length;
        int street = PersonColumn.STREET.ordinal();
        int house = PersonColumn.HOUSE.ordinal();
        int start = from[street];
        int size = length[street];
        if (length[house] > 0) {
            append(from[house], length[house]);
        } else if (size > 0 && said[start] >= '0' && said[start] <= '9') {
            int first = cells.space(start, size, true);
            int number = first < 0 ? size : first;
            append(start, number);
            int skip = Math.min(size, number + 1);
            start += skip;
            size -= skip;
        }
        close();
        int unit = street(start, size);
        int unitSize = unit < 0 ? 0 : cells.word(unit, start + size);
        close();
        if (cells.size(PersonColumn.UNIT) > 0) {
            copy(PersonColumn.UNIT);
        } else {
            append(Math.max(unit, 0), unitSize);
            close();
        }
    }

    private void otherStreet() {
        int other = PersonColumn.OTHER_STREET.ordinal();
        int otherStart = cells.from[other];
        int otherSize = cells.length[other];
        if (otherSize > 0 && cells.said[otherStart] >= '0' && cells.said[otherStart] <= '9') {
            int first = cells.space(otherStart, otherSize, true);
            int skip = first < 0 ? otherSize : first + 1;
            otherStart += skip;
            otherSize -= skip;
        }
        street(otherStart, otherSize);
        close();
    }

    /** Puts a street down in short forms; returns where the apartment stands, or -1. */
    private int street(int start, int size) {
        int stop = start + size;
        int first = outEnd;
        for (int i = start; i < stop; ) {
            int letters = cells.word(i, stop);
            long hash = Words.hash(cells.said, i, letters);
            if (i > start && i + letters < stop && STREETS.unit(hash)) {
                return i + letters + 1;
            }
            if (outEnd > first) {
                out[outEnd++] = ' ';
            }
            var shorter = STREETS.shorter(hash);
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
}
