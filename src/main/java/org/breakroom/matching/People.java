package org.breakroom.matching;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.breakroom.kernel.PersonName;

/**
 * Rows as they are compared: each a few numbers of words in one array, so that millions fit and neighbours in memory are
 * read together. Rows of two files can be compared when one was made {@link #beside} the other.
 */
public final class People {
    private static final int CHUNK = 1 << 12;
    private static final int NUMBER_MAX = 18;
    private static final int MAIL_MAX = 127;

    private final Words words;
    private final List<int[]> chunks = new ArrayList<>();
    private int size;
    private byte[] ids = new byte[1 << 12];
    private int[] idStarts = new int[CHUNK + 1];
    private byte[] mails = new byte[1 << 12];
    private int mailsEnd;
    private int[] more = new int[Row.MORE_SIZE * 2];
    private int moreEnd = Row.MORE_SIZE;
    private final Draft draft = new Draft();
    private int[] packed = {};
    /** The rows by id, as they were sorted last. */
    private int[] order = {};

    public People() {
        this(new Words());
    }

    private People(Words words) {
        this.words = words;
    }

    /** Others, none yet, who can be compared with these. */
    public People beside() {
        return new People(words);
    }

    Words words() {
        return words;
    }

    public int size() {
        return size;
    }

    /** Adds one row. */
    public void add(String id, Map<PersonColumn, String> said) {
        said.forEach((column, text) -> draft.cells.take(column, text.toCharArray(), 0, text.length()));
        draft.finish(id);
        take(draft);
        draft.clear();
    }

    /** Adds one row whose name is known in its parts. */
    public void add(String id, PersonName name, Map<PersonColumn, String> more) {
        var said = new EnumMap<PersonColumn, String>(PersonColumn.class);
        said.putAll(more);
        said.put(PersonColumn.GIVEN, name.given());
        said.put(PersonColumn.MIDDLE, name.middle());
        said.put(PersonColumn.FAMILY, name.family());
        said.put(PersonColumn.SUFFIX, name.suffix());
        add(id, said);
    }

    /** Adds the finished rows of a draft; others beside these may be added at the same time. */
    void take(Draft from) {
        synchronized (words) {
            takeAll(from);
        }
    }

    private void takeAll(Draft from) {
        for (int row = 0; row < from.rows; row++) {
            int part = row * Draft.WORDS;
            int start = part == 0 ? 0 : from.ends[part - 1];
            id(from.out, start, from.ends[part] - start);
            if (size % CHUNK == 0) {
                chunks.add(new int[CHUNK * Row.SIZE]);
            }
            var chunk = chunks.get(size / CHUNK);
            int at = size % CHUNK * Row.SIZE;
            mail(from, part + 1, chunk, at);
            part += 2;
            for (int i = Row.GIVEN; i <= Row.ZIP; i++, part++) {
                chunk[at + i] = word(from, part);
            }
            long phone = from.numbers[row * Draft.NUMBERS];
            chunk[at + Row.PHONE] = (int) (phone >>> Integer.SIZE);
            chunk[at + Row.PHONE + 1] = (int) phone;
            chunk[at + Row.BORN] = (int) from.numbers[row * Draft.NUMBERS + 2];
            chunk[at + Row.MORE] = more(from, row, part);
            size++;
        }
    }

    private int word(Draft from, int part) {
        int start = from.ends[part - 1];
        return words.number(from.out, start, from.ends[part] - start, from.hashes[part]);
    }

    /** Addresses are nearly all different, so they get no number; what tells two apart stands in the row. */
    private void mail(Draft from, int part, int[] chunk, int at) {
        int start = from.ends[part - 1];
        int length = Math.min(from.ends[part] - start, MAIL_MAX);
        if (length == 0) {
            return;
        }
        if (mailsEnd + length + 1 > mails.length) {
            mails = Arrays.copyOf(mails, Math.max(mailsEnd + length + 1, mails.length + (mails.length >> 1)));
        }
        chunk[at + Row.MAIL] = (int) (from.hashes[part] >>> Integer.SIZE) | 1;
        chunk[at + Row.MAIL_BAG] = Words.bag(from.out, start, length);
        chunk[at + Row.MAIL_AT] = mailsEnd;
        mails[mailsEnd] = (byte) length;
        System.arraycopy(from.out, start, mails, mailsEnd + 1, length);
        mailsEnd += length + 1;
    }

    /** Puts down the rest of a row, if it has one. */
    private int more(Draft from, int row, int part) {
        long phone = from.numbers[row * Draft.NUMBERS + 1];
        int hired = (int) from.numbers[row * Draft.NUMBERS + 3];
        if (phone == 0 && hired == 0 && from.ends[part - 1] == from.ends[part + Row.JOB]) {
            return 0;
        }
        if (moreEnd + Row.MORE_SIZE > more.length) {
            more = Arrays.copyOf(more, more.length * 2);
        }
        for (int i = Row.OTHER_STREET; i <= Row.JOB; i++) {
            more[moreEnd + i] = word(from, part + i);
        }
        more[moreEnd + Row.HIRED] = hired;
        more[moreEnd + Row.OTHER_PHONE] = (int) (phone >>> Integer.SIZE);
        more[moreEnd + Row.OTHER_PHONE + 1] = (int) phone;
        moreEnd += Row.MORE_SIZE;
        return moreEnd - Row.MORE_SIZE;
    }

    private void id(byte[] from, int at, int length) {
        if (size + 2 > idStarts.length) {
            idStarts = Arrays.copyOf(idStarts, idStarts.length * 2);
        }
        int start = idStarts[size];
        if (start + length > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(start + length, ids.length * 2));
        }
        System.arraycopy(from, at, ids, start, length);
        idStarts[size + 1] = start + length;
    }

    public String id(int row) {
        return new String(ids, idStarts[row], idStarts[row + 1] - idStarts[row], StandardCharsets.UTF_8);
    }

    boolean sameId(int row, People other, int otherRow) {
        return Arrays.equals(
                ids,
                idStarts[row],
                idStarts[row + 1],
                other.ids,
                other.idStarts[otherRow],
                other.idStarts[otherRow + 1]);
    }

    /** Mixes the id of a row to a number that does not follow its order. */
    long mixed(int row) {
        return Words.hash(ids, idStarts[row], idStarts[row + 1] - idStarts[row]);
    }

    /** All rows one behind the other, {@link Row#SIZE} numbers each. */
    int[] packed() {
        if (packed.length != size * Row.SIZE) {
            packed = new int[size * Row.SIZE];
            for (int row = 0; row < size; row += CHUNK) {
                System.arraycopy(
                        chunks.get(row / CHUNK), 0, packed, row * Row.SIZE, Math.min(CHUNK, size - row) * Row.SIZE);
            }
        }
        return packed;
    }

    /** The rests of rows, {@link Row#MORE_SIZE} numbers each; the first is that of rows without one. */
    int[] more() {
        return more;
    }

    /** The letters of mail addresses, before each how many they are. */
    byte[] mails() {
        return mails;
    }

    int word(int row, int part) {
        return packed()[row * Row.SIZE + part];
    }

    /** The same rows by id, numbers by their size before other ids by their letters; so no order of a file matters. */
    People sorted() {
        var order = order();
        this.order = new int[0]; // what is asked of these from now on is asked of the sorted ones
        var sorted = new People(words);
        sorted.size = size;
        sorted.packed = new int[size * Row.SIZE];
        sorted.mails = mails;
        sorted.more = more;
        sorted.ids = new byte[idStarts[size]];
        sorted.idStarts = new int[size + 1];
        for (int row = 0; row < size; row++) {
            int from = order[row];
            System.arraycopy(
                    chunks.get(from / CHUNK), from % CHUNK * Row.SIZE, sorted.packed, row * Row.SIZE, Row.SIZE);
            int length = idStarts[from + 1] - idStarts[from];
            System.arraycopy(ids, idStarts[from], sorted.ids, sorted.idStarts[row], length);
            sorted.idStarts[row + 1] = sorted.idStarts[row] + length;
        }
        return sorted;
    }

    /** The first row, as it came, whose id stands before it already; -1 when there is none. */
    int twice() {
        var order = order();
        int first = -1;
        for (int i = 1; i < size; i++) {
            if (compareIds(order[i - 1], order[i]) == 0) {
                int later = Math.max(order[i - 1], order[i]);
                first = first < 0 ? later : Math.min(first, later);
            }
        }
        return first;
    }

    private int[] order() {
        if (order.length != size) {
            order = inOrder();
        }
        return order;
    }

    private int[] inOrder() {
        var keys = new long[size];
        var rows = new int[size];
        for (int row = 0; row < size; row++) {
            keys[row] = key(row, 0);
            rows[row] = row;
        }
        int common = common(keys);
        for (int row = 0; row < size && common > 0; row++) {
            if (keys[row] < 0) {
                keys[row] = key(row, common);
            }
        }
        Radix.sort(keys, rows);
        for (int i = 0; i < size; ) {
            int to = i + 1;
            while (to < size && keys[to] == keys[i]) {
                to++;
            }
            if (to - i > 1) {
                var run = new Integer[to - i];
                for (int j = 0; j < run.length; j++) {
                    run[j] = rows[i + j];
                }
                Arrays.sort(run, this::compareIds);
                for (int j = 0; j < run.length; j++) {
                    rows[i + j] = run[j];
                }
            }
            i = to;
        }
        return rows;
    }

    /** How many letters all ids begin with that are no numbers. */
    private int common(long[] keys) {
        int first = -1;
        int common = 0;
        for (int row = 0; row < size; row++) {
            if (keys[row] < 0) {
                if (first < 0) {
                    first = row;
                    common = idStarts[row + 1] - idStarts[row];
                }
                int differs = Arrays.mismatch(
                        ids, idStarts[first], idStarts[first] + common, ids, idStarts[row], idStarts[row + 1]);
                common = differs < 0 ? common : differs;
            }
        }
        return common;
    }

    /** What most ids can be sorted by: a number itself, of others the letters behind what all have in common. */
    private long key(int row, int common) {
        int start = idStarts[row];
        int length = idStarts[row + 1] - start;
        long number = 0;
        boolean digits = length <= NUMBER_MAX;
        for (int i = 0; i < length && digits; i++) {
            digits = ids[start + i] >= '0' && ids[start + i] <= '9';
            number = number * 10 + ids[start + i] - '0';
        }
        if (digits) {
            return number;
        }
        long key = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            key = key << Byte.SIZE | (common + i < length ? ids[start + common + i] & 0xFF : 0);
        }
        return key >>> 1 | Long.MIN_VALUE;
    }

    private int compareIds(int a, int b) {
        int byKey = Long.compareUnsigned(key(a, 0), key(b, 0));
        return byKey != 0
                ? byKey
                : Arrays.compareUnsigned(ids, idStarts[a], idStarts[a + 1], ids, idStarts[b], idStarts[b + 1]);
    }
}
