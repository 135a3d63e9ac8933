package org.breakroom.matching;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** A CSV file of people, its columns known by their headings or named. */
public final class PeopleFile {
    /** Rows that go from the thread that reads to the one that gives words their numbers at a time. */
    private static final int BATCH = 4_096;

    private static final int BATCHES = 4;

    private PeopleFile() {}

    /** A file that cannot be used; the message says why, in a sentence. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why);
        }
    }

    /**
     * Adds everyone in a file; people by their id, or by the number of their row from 1 where the file has none.
     *
     * @param map from headings that are unusual to what their columns mean
     */
    public static void read(Path file, Map<String, PersonColumn> map, People to) throws IOException, Unusable {
        var full = new ArrayBlockingQueue<Draft>(BATCHES);
        var empty = new ArrayBlockingQueue<Draft>(BATCHES);
        for (int i = 0; i < BATCHES - 1; i++) {
            empty.add(new Draft());
        }
        var end = new Draft();
        var failed = new Throwable[1];
        var reader = Thread.ofPlatform().name("matching-read").start(() -> {
            try {
                var rows = new Rows(file, map, full, empty);
                read(file, rows);
                rows.last();
            } catch (IOException | RuntimeException e) {
                failed[0] = e;
            } finally {
                put(full, end);
            }
        });
        for (var batch = take(full); batch != end; batch = take(full)) {
            to.take(batch);
            batch.clear();
            put(empty, batch);
        }
        join(reader);
        switch (failed[0]) {
            case null -> {}
            case Refused refused -> throw new Unusable(refused.why);
            case CsvParseException broken
            when broken.getCause() instanceof Refused refused -> throw new Unusable(refused.why);
            case CsvParseException broken ->
                throw new Unusable(file + " is not a CSV file that can be read: " + broken.getMessage() + ".");
            case IOException e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
        int twice = to.twice();
        if (twice >= 0) {
            throw new Unusable(
                    file + ": the id " + to.id(twice) + " stands twice, the second time in row " + (twice + 1) + ".");
        }
    }

    private static void read(Path file, Rows rows) throws IOException {
        try (var csv = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .build(rows, file)) {
            for (var row : csv) {
                if (row == null) {
                    throw new Refused(file + " could not be read.");
                }
            }
        }
        rows.headings();
    }

    private static void put(BlockingQueue<Draft> queue, Draft draft) {
        try {
            queue.put(draft);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a file was read", e);
        }
    }

    private static Draft take(BlockingQueue<Draft> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a file was read", e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a file was read", e);
        }
    }

    /** A file that cannot be used, found out while it is read. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String why;

        Refused(String why) {
            super(why);
            this.why = why;
        }
    }

    /** Takes cells as the parser finds them, without making text of them. */
    private static final class Rows extends AbstractBaseCsvCallbackHandler<Rows> {
        private final Path file;
        private final Map<String, PersonColumn> map;
        private final BlockingQueue<Draft> full;
        private final BlockingQueue<Draft> empty;
        private final List<String> found = new ArrayList<>();
        private @Nullable PersonColumn[] columns = {};
        private boolean body;
        private Draft draft;
        private int row;

        Rows(Path file, Map<String, PersonColumn> map, BlockingQueue<Draft> full, BlockingQueue<Draft> empty) {
            this.file = file;
            this.map = map;
            this.full = full;
            this.empty = empty;
            this.draft = new Draft();
        }

        @Override
        protected void handleField(int index, char[] text, int at, int length, boolean quoted) {
            if (!body) {
                found.add(new String(text, at, length).replace("\uFEFF", "").strip());
            } else if (index < columns.length) {
                var column = columns[index];
                if (column != null) {
                    draft.cells.take(column, text, at, length);
                }
            }
        }

        @Override
        protected Rows buildRecord() {
            if (!body) {
                headings();
            } else {
                row++;
                draft.finish(row);
                if (draft.rows == BATCH) {
                    put(full, draft);
                    draft = take(empty);
                }
            }
            return this;
        }

        void last() {
            put(full, draft);
        }

        /** What the columns mean; asked again at the end, for a file that has none. */
        void headings() {
            if (body) {
                return;
            }
            if (found.isEmpty()) {
                throw new Refused(file + " is empty.");
            }
            for (var named : map.keySet()) {
                if (!found.contains(named)) {
                    throw new Refused(
                            file + " has no column “" + named + "”. It has: " + String.join(", ", found) + ".");
                }
            }
            columns = new PersonColumn[found.size()];
            var known = EnumSet.noneOf(PersonColumn.class);
            for (int i = 0; i < columns.length; i++) {
                var heading = found.get(i);
                var column = map.containsKey(heading)
                        ? map.get(heading)
                        : PersonColumn.of(heading).orElse(null);
                if (column != null && known.add(column)) {
                    columns[i] = column;
                }
            }
            if (!known.contains(PersonColumn.NAME) && !known.contains(PersonColumn.FAMILY)) {
                throw new Refused(file + " has no column of names. It has: " + String.join(", ", found)
                        + ". Name one with --map.");
            }
            body = true;
        }
    }
}
