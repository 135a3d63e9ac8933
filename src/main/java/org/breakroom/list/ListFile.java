package org.breakroom.list;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.breakroom.kernel.Csv;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Sha256;

/**
 * A list as it came: bytes, how they are to be read, and the headings.
 *
 * @param taken of a workbook, what was taken of it; the bytes are those
 */
public record ListFile(
        String name,
        byte[] content,
        Charset charset,
        char separator,
        List<String> headings,
        Workbook.@org.jspecify.annotations.Nullable Taken taken) {
    public static final int BYTES_MAX = 25 * 1024 * 1024;
    static final int ROWS_MAX = 60_000;
    static final int COLUMNS_MAX = 200;
    static final int CELL_LENGTH_MAX = 2_000;
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final int BINARY_LOOK = 8_192;

    /** One row: its number counted from 1 below the headings, and its cells. */
    public record Row(int number, List<String> cells) {}

    /** Why a file cannot be taken; a message key. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unreadable(String key) {
            super(key, null, false, false);
        }

        public String key() {
            return String.valueOf(getMessage());
        }
    }

    /** A list as it comes in: comma-separated values in any usual form, or a workbook. */
    public static ListFile read(String name, byte[] content, Workbook.Choice choice) throws Unreadable {
        if (content.length > BYTES_MAX) {
            throw new Unreadable("list.refused.large");
        }
        if (!Workbook.is(content)) {
            return read(name, content);
        }
        var taken = Workbook.read(content, choice);
        var list = read(name, taken.csv());
        return new ListFile(name, list.content, StandardCharsets.UTF_8, ',', list.headings, taken);
    }

    public static ListFile read(String name, byte[] content) throws Unreadable {
        if (content.length == 0 || blank(content)) {
            throw new Unreadable("list.refused.empty");
        }
        if (content.length > BYTES_MAX) {
            throw new Unreadable("list.refused.large");
        }
        var charset = charset(content);
        if (charset == null) {
            throw new Unreadable("list.refused.binary");
        }
        var separator = separator(content, charset);
        try (var csv = open(content, charset, separator)) {
            var rows = csv.iterator();
            if (!rows.hasNext()) {
                throw new Unreadable("list.refused.empty");
            }
            var headings = tidy(rows.next().getFields());
            if (headings.size() > COLUMNS_MAX) {
                throw new Unreadable("list.refused.columns");
            }
            if (!rows.hasNext()) {
                throw new Unreadable("list.refused.headingsOnly");
            }
            return new ListFile(name, content, charset, separator, headings, null);
        } catch (CsvParseException e) {
            throw new Unreadable("list.refused.notAList");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The same list with the columns that are never held emptied: what is kept is this. */
    public ListFile withoutNever() throws Unreadable {
        if (headings.stream().noneMatch(DangerousData::heading)) {
            return this;
        }
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(headings);
            all(row -> {
                var cells = new ArrayList<>(row.cells());
                for (int i = 0; i < Math.min(cells.size(), headings.size()); i++) {
                    if (DangerousData.heading(headings.get(i))) {
                        cells.set(i, "");
                    }
                }
                csv.writeRecord(cells);
            });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new ListFile(
                name, text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8, ',', headings, taken);
    }

    /** Writes the rows with something wrong, as they came, with their number and what is wrong: to mend and send again. */
    public void errors(Map<Integer, String> why, Writer to) throws IOException {
        to.write(Csv.MARK);
        try (var csv = CsvWriter.builder().build(to)) {
            var titles = new ArrayList<>(headings);
            titles.add("row");
            titles.add("error");
            csv.writeRecord(titles.stream().map(Csv::harmless).toList());
            rows(row -> {
                var problem = why.get(row.number());
                if (problem != null) {
                    var cells = new ArrayList<>(row.cells());
                    while (cells.size() < headings.size()) {
                        cells.add("");
                    }
                    cells.add(String.valueOf(row.number()));
                    cells.add(problem);
                    csv.writeRecord(cells.stream().map(Csv::harmless).toList());
                }
            });
        } catch (Unreadable e) {
            throw new IOException(e);
        }
    }

    private static boolean blank(byte[] content) {
        return content.length < BINARY_LOOK
                && new String(content, StandardCharsets.UTF_8)
                        .replace("\uFEFF", "")
                        .isBlank();
    }

    /** By the mark at the beginning, then UTF-8 if it is, then the usual one of office programs; null for no text at all. */
    private static @org.jspecify.annotations.Nullable Charset charset(byte[] content) {
        if (content.length >= 2 && content[0] == (byte) 0xFF && content[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (content.length >= 2 && content[0] == (byte) 0xFE && content[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        var wide = wide(content);
        if (wide != null) {
            return wide;
        }
        for (int i = 0; i < content.length; i++) {
            if (content[i] == 0 || (content[i] > 0 && content[i] < 9) || content[i] == 127) {
                return null;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return Charset.forName("windows-1252");
        }
    }

    /** Two bytes a letter without a mark: of Latin letters every other byte is empty. */
    private static @org.jspecify.annotations.Nullable Charset wide(byte[] content) {
        int look = Math.min(BINARY_LOOK, content.length) & ~1;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < look; i++) {
            if (content[i] == 0) {
                if (i % 2 == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        int most = look / 2;
        return odd > most * 3 / 4 && even == 0
                ? StandardCharsets.UTF_16LE
                : even > most * 3 / 4 && odd == 0 ? StandardCharsets.UTF_16BE : null;
    }

    private static char separator(byte[] content, Charset charset) {
        var start = new String(content, 0, Math.min(BINARY_LOOK, content.length) & ~1, charset);
        var line = start.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
        char best = ',';
        long most = 0;
        for (char s : SEPARATORS) {
            long count = line.chars().filter(c -> c == s).count();
            if (count > most) {
                most = count;
                best = s;
            }
        }
        return best;
    }

    private static CsvReader<CsvRecord> open(byte[] content, Charset charset, char separator) {
        var text = new InputStreamReader(new ByteArrayInputStream(content), charset);
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text);
    }

    private static List<String> tidy(List<String> cells) {
        return cells.stream()
                .map(c -> c.replace("\uFEFF", "").strip())
                .map(c -> c.length() > CELL_LENGTH_MAX ? c.substring(0, CELL_LENGTH_MAX) : c)
                .toList();
    }

    /** Every row that has at least one cell filled, in order. */
    public void rows(Consumer<Row> each) throws Unreadable {
        all(row -> {
            if (row.cells().stream().anyMatch(c -> !c.isEmpty())) {
                each.accept(row);
            }
        });
    }

    /** Every row, empty ones too, because they are counted: a row keeps its number. */
    private void all(Consumer<Row> each) throws Unreadable {
        try (var csv = open(content, charset, separator)) {
            var rows = csv.iterator();
            rows.next();
            int number = 0;
            boolean broken = false;
            while (rows.hasNext()) {
                var fields = rows.next().getFields();
                broken = fields.stream().anyMatch(f -> f.indexOf('\n') >= 0);
                var cells = tidy(fields);
                number++;
                if (number > ROWS_MAX) {
                    throw new Unreadable("list.refused.rows");
                }
                each.accept(new Row(number, cells));
            }
            if (broken && oddQuotes()) {
                throw new Unreadable("list.refused.quote");
            }
        } catch (CsvParseException e) {
            throw new Unreadable("list.refused.notAList");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Whether a quote begins that never ends, so that the rest of the file went into one cell. */
    private boolean oddQuotes() {
        return new String(content, charset).chars().filter(c -> c == '"').count() % 2 == 1;
    }

    /** A few different values of each column, for the one who maps them. */
    public List<List<String>> samples(int each) {
        var samples = new ArrayList<List<String>>();
        headings.forEach(h -> samples.add(new ArrayList<>()));
        try (var csv = open(content, charset, separator)) {
            csv.stream().skip(1).limit(200).forEach(r -> {
                var cells = tidy(r.getFields());
                for (int i = 0; i < Math.min(cells.size(), samples.size()); i++) {
                    var seen = samples.get(i);
                    if (!cells.get(i).isEmpty() && seen.size() < each && !seen.contains(cells.get(i))) {
                        seen.add(cells.get(i));
                    }
                }
            });
        } catch (CsvParseException | IOException e) {
            return samples;
        }
        return samples;
    }

    public String hash() {
        return Sha256.hex(content);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ListFile f && f.name.equals(name) && Arrays.equals(f.content, content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }
}
