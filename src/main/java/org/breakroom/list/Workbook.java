package org.breakroom.list;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * Takes a list out of an Excel workbook: one sheet, from its row of headings on, as comma-separated values. The workbook
 * itself is not kept. What unpacks beyond all reason is refused before it is parsed.
 */
public final class Workbook {
    /** All parts unpacked; a list of 60,000 rows has about 30 MB. */
    static final long UNPACKED_MAX = 100L * 1024 * 1024;

    static final int PARTS_MAX = 1_000;
    private static final int HEADINGS_WITHIN = 30;
    private static final int SHEETS_NAMED = 10;
    private static final Pattern DAY_FORMAT = Pattern.compile("(?i)(?=.*[dy])(?=.*[my]).*");
    private static final byte[] DOCTYPE = "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII);

    private Workbook() {}

    /**
     * What to take, as far as someone said.
     *
     * @param sheet name or number of the sheet, from 1; empty for the one with the most rows
     * @param headingRow the row of the headings, from 1; 0 for the first that looks like it
     */
    public record Choice(String sheet, int headingRow) {
        public static final Choice GUESSED = new Choice("", 0);
    }

    /** @param from where it was taken from: sheet, row, and the other sheets */
    public record Taken(byte[] csv, String sheet, int headingRow, List<String> others) {}

    /** Whether these bytes are a ZIP, as every XLSX is. */
    static boolean is(byte[] content) {
        return content.length > 3 && content[0] == 'P' && content[1] == 'K' && content[2] == 3 && content[3] == 4;
    }

    static Taken read(byte[] content, Choice choice) throws ListFile.Unreadable {
        check(content);
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(content), new ReadingOptions(true, false))) {
            var sheets = book.getSheets().toList();
            var sheet = choose(sheets, choice.sheet());
            return take(sheets, sheet, choice.headingRow());
        } catch (IOException | RuntimeException e) {
            throw new ListFile.Unreadable("list.refused.workbook");
        }
    }

    /** Unpacks every part once, keeping nothing: size, number, macros, and documents that name others. */
    private static void check(byte[] content) throws ListFile.Unreadable {
        long unpacked = 0;
        boolean workbook = false;
        var buffer = new byte[64 * 1024];
        try (var zip = ZipFile.builder().setByteArray(content).get()) {
            var parts = Collections.list(zip.getEntries());
            if (parts.size() > PARTS_MAX) {
                throw new ListFile.Unreadable("list.refused.unpacks");
            }
            for (var part : parts) {
                var name = part.getName().toLowerCase(Locale.ROOT);
                workbook |= name.equals("xl/workbook.xml");
                if (name.contains("vbaproject")) {
                    throw new ListFile.Unreadable("list.refused.macros");
                }
                boolean first = true;
                try (var in = zip.getInputStream(part)) {
                    for (int n; (n = in.read(buffer)) >= 0; first = false) {
                        unpacked += n;
                        if (unpacked > UNPACKED_MAX) {
                            throw new ListFile.Unreadable("list.refused.unpacks");
                        }
                        if (first && holds(buffer, n)) {
                            throw new ListFile.Unreadable("list.refused.workbook");
                        }
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new ListFile.Unreadable("list.refused.workbook");
        }
        if (!workbook) {
            throw new ListFile.Unreadable("list.refused.binary");
        }
    }

    private static boolean holds(byte[] buffer, int length) {
        for (int i = 0; i + DOCTYPE.length <= length; i++) {
            int j = 0;
            while (j < DOCTYPE.length && buffer[i + j] == DOCTYPE[j]) {
                j++;
            }
            if (j == DOCTYPE.length) {
                return true;
            }
        }
        return false;
    }

    private static Sheet choose(List<Sheet> sheets, String wanted) throws ListFile.Unreadable, IOException {
        if (!wanted.isBlank()) {
            for (var sheet : sheets) {
                if (sheet.getName().equalsIgnoreCase(wanted.strip())
                        || String.valueOf(sheet.getIndex() + 1).equals(wanted.strip())) {
                    return sheet;
                }
            }
            throw new ListFile.Unreadable("list.refused.noSheet");
        }
        Sheet best = null;
        long most = 0;
        for (var sheet : sheets) {
            try (var rows = sheet.openStream()) {
                long count = rows.limit(ListFile.ROWS_MAX + HEADINGS_WITHIN)
                        .filter(r -> r.getPhysicalCellCount() > 1)
                        .count();
                if (count > most) {
                    most = count;
                    best = sheet;
                }
            }
        }
        if (best == null) {
            throw new ListFile.Unreadable("list.refused.empty");
        }
        return best;
    }

    private static Taken take(List<Sheet> sheets, Sheet sheet, int wantedRow) throws ListFile.Unreadable, IOException {
        int headings = wantedRow > 0 ? wantedRow : headingRow(sheet);
        var text = new StringWriter();
        int width = 0;
        int count = 0;
        try (var csv = CsvWriter.builder().build(text);
                var rows = sheet.openStream()) {
            for (Iterator<Row> it = rows.iterator(); it.hasNext(); ) {
                var row = it.next();
                if (row.getRowNum() < headings) {
                    continue;
                }
                if (row.getCellCount() > ListFile.COLUMNS_MAX) {
                    throw new ListFile.Unreadable("list.refused.columns");
                }
                if (++count > ListFile.ROWS_MAX + 1) {
                    throw new ListFile.Unreadable("list.refused.rows");
                }
                var cells = cells(row);
                width = count == 1 ? cells.size() : width;
                while (cells.size() < width) {
                    cells.add("");
                }
                csv.writeRecord(cells);
                if (text.getBuffer().length() > ListFile.BYTES_MAX) {
                    throw new ListFile.Unreadable("list.refused.large");
                }
            }
        }
        if (count == 0) {
            throw new ListFile.Unreadable("list.refused.noHeadingRow");
        }
        var others = sheets.stream()
                .filter(s -> s != sheet)
                .map(Sheet::getName)
                .limit(SHEETS_NAMED)
                .toList();
        return new Taken(text.toString().getBytes(StandardCharsets.UTF_8), sheet.getName(), headings, others);
    }

    /** The first row with the most words and no numbers among the first: above it stand titles and remarks. */
    private static int headingRow(Sheet sheet) throws IOException {
        int best = 1;
        int most = 0;
        try (var rows = sheet.openStream()) {
            for (var row : rows.limit(HEADINGS_WITHIN).toList()) {
                int words = 0;
                for (var cell : row) {
                    words += cell != null
                                    && cell.getType() == CellType.STRING
                                    && !cell.getText().isBlank()
                            ? 1
                            : 0;
                }
                if (words > most) {
                    most = words;
                    best = row.getRowNum();
                }
            }
        }
        return best;
    }

    private static ArrayList<String> cells(Row row) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < row.getCellCount(); i++) {
            cells.add(row.getOptionalCell(i).map(Workbook::text).orElse(""));
        }
        return cells;
    }

    /** A cell as it is read on paper: days as ISO dates, numbers without exponent, of formulas what they came to. */
    private static String text(@Nullable Cell cell) {
        if (cell == null) {
            return "";
        }
        if (cell.getType() == CellType.NUMBER) {
            var format = cell.getDataFormatString();
            if (format != null
                    && DAY_FORMAT
                            .matcher(format.replaceAll("\\[.*?]|\"[^\"]*\"", ""))
                            .matches()) {
                return cell.asDate().toLocalDate().toString();
            }
            return plain(cell.asNumber());
        }
        return cell.getText();
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.stripTrailingZeros().toPlainString();
    }
}
