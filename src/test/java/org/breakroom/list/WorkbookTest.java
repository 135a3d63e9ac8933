package org.breakroom.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workbooks as employers send them, and as someone hostile would. */
@Tag("once")
class WorkbookTest {
    private interface Fill {
        void into(org.dhatim.fastexcel.Workbook book) throws IOException;
    }

    private static byte[] book(Fill fill) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new org.dhatim.fastexcel.Workbook(out, "tests", "1.0")) {
            fill.into(book);
        }
        return out.toByteArray();
    }

    private static void row(Worksheet sheet, int row, Object... values) {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case String s -> sheet.value(row, i, s);
                case Number n -> sheet.value(row, i, n);
                case LocalDate d -> {
                    sheet.value(row, i, d);
                    sheet.style(row, i).format("m/d/yyyy").set();
                }
                default -> throw new IllegalArgumentException();
            }
        }
    }

    /** A sheet of remarks, and the list under two rows of title. */
    private static byte[] usual() throws IOException {
        return book(b -> {
            row(b.newWorksheet("Read me"), 0, "Prepared by payroll", "2026");
            var staff = b.newWorksheet("Staff");
            row(staff, 0, "Town Schools");
            row(staff, 1, "as of", 2026);
            row(staff, 3, "Name", "Emp ID", "Hired", "Phone", "SSN");
            row(staff, 4, "Núñez-O'Hara, Ana", 10045, LocalDate.of(2024, 9, 3), 5085550112L, "123-45-6789");
            row(staff, 5, "Lee, Bo", 1.0045E4, LocalDate.of(2025, 1, 31), "", "");
        });
    }

    private static ListFile list(byte[] content, Workbook.Choice choice) throws ListFile.Unreadable {
        return ListFile.read("staff.xlsx", content, choice).withoutNever();
    }

    @Test
    void the_largest_sheet_is_taken_from_its_headings_on() throws Exception {
        var list = list(usual(), Workbook.Choice.GUESSED);
        assertThat(list.headings()).containsExactly("Name", "Emp ID", "Hired", "Phone", "SSN");
        var rows = new ArrayList<ListFile.Row>();
        list.rows(rows::add);
        assertThat(rows.getFirst().cells())
                .as("a day as a day, a number without exponent, what must not be held emptied")
                .containsExactly("Núñez-O'Hara, Ana", "10045", "2024-09-03", "5085550112", "");
        assertThat(rows.get(1).cells()).containsExactly("Lee, Bo", "10045", "2025-01-31", "", "");
        assertThat(list.taken()).isNotNull().satisfies(t -> {
            assertThat(t.sheet()).isEqualTo("Staff");
            assertThat(t.headingRow()).isEqualTo(4);
            assertThat(t.others()).containsExactly("Read me");
        });
        assertThat(new String(list.content(), StandardCharsets.UTF_8)).doesNotContain("123-45-6789");
    }

    @Test
    void sheet_and_row_can_be_named() throws Exception {
        assertThat(list(usual(), new Workbook.Choice("staff", 5)).headings()).contains("Núñez-O'Hara, Ana");
        assertThat(list(usual(), new Workbook.Choice("2", 4)).headings()).contains("Emp ID");
        refused(usual(), new Workbook.Choice("Payroll", 0), "list.refused.noSheet");
        refused(usual(), new Workbook.Choice("Staff", 900), "list.refused.noHeadingRow");
    }

    private static void refused(byte[] content, Workbook.Choice choice, String key) {
        assertThatThrownBy(() -> list(content, choice))
                .isInstanceOf(ListFile.Unreadable.class)
                .hasMessage(key);
    }

    private static byte[] zip(String name, Part part) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write("<workbook/>".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry(name));
            part.into(zip);
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    private interface Part {
        void into(OutputStream to) throws IOException;
    }

    @Test
    @Timeout(20)
    void what_is_made_to_hurt_is_refused_within_two_seconds() throws Exception {
        var bomb = zip("xl/worksheets/sheet1.xml", out -> {
            var zeros = new byte[1024 * 1024];
            for (int i = 0; i < 1024; i++) {
                out.write(zeros);
            }
        });
        assertThat(bomb.length).as("1 GB in about 1 MB").isLessThan(2 * 1024 * 1024);
        var parts = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(parts)) {
            for (int i = 0; i < 100_000; i++) {
                zip.putNextEntry(new ZipEntry("xl/part" + i + ".xml"));
                zip.closeEntry();
            }
        }
        long began = System.nanoTime();
        refused(bomb, Workbook.Choice.GUESSED, "list.refused.unpacks");
        refused(parts.toByteArray(), Workbook.Choice.GUESSED, "list.refused.unpacks");
        refused(
                zip(
                        "xl/sharedStrings.xml",
                        out -> out.write(
                                "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><sst>&e;</sst>"
                                        .getBytes(StandardCharsets.UTF_8))),
                Workbook.Choice.GUESSED,
                "list.refused.workbook");
        refused(zip("xl/vbaProject.bin", out -> out.write(1)), Workbook.Choice.GUESSED, "list.refused.macros");
        refused(
                "PK\003\004 and no more".getBytes(StandardCharsets.ISO_8859_1),
                Workbook.Choice.GUESSED,
                "list.refused.workbook");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_workbook_with_nothing_in_it_is_empty() throws Exception {
        refused(book(b -> b.newWorksheet("Empty")), Workbook.Choice.GUESSED, "list.refused.empty");
    }
}
