package org.breakroom.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files made to hurt, or broken on the way: refused with a sentence within two seconds, or read for what they are. */
@Tag("once")
class HostileListTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int MB = 1024 * 1024;

    private interface Reading {
        void run() throws Exception;
    }

    private static void soon(Reading reading) throws Exception {
        long began = System.nanoTime();
        reading.run();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    }

    private static ListFile read(byte[] content) throws ListFile.Unreadable {
        return ListFile.read("list.csv", content, Workbook.Choice.GUESSED);
    }

    private static void refused(String key, byte[] content) throws Exception {
        soon(() -> assertThatThrownBy(() -> {
                    var rows = new ArrayList<ListFile.Row>();
                    read(content).rows(rows::add);
                })
                .isInstanceOf(ListFile.Unreadable.class)
                .hasMessage(key));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<List<String>> cells(byte[] content) throws Exception {
        var rows = new ArrayList<List<String>>();
        soon(() -> read(content).rows(r -> rows.add(r.cells())));
        return rows;
    }

    @Test
    void what_is_too_large_or_no_table_is_refused() throws Exception {
        refused("list.refused.large", new byte[26 * MB]);
        refused("list.refused.notAList", bytes("Name" + ",".repeat(24 * MB) + "\nAnn Lee\n"));
        refused("list.refused.columns", bytes("Name" + ",Pay".repeat(300) + "\nAnn Lee\n"));
        refused("list.refused.rows", bytes("Name\n" + "Ann Lee\n".repeat(60_001)));
        refused("list.refused.binary", bytes("Name,Job\n" + "Ann Lee,Para\n".repeat(2000) + "Bo\u0000 Ray,Para\n"));
        refused(
                "list.refused.quote",
                bytes("Name,Job\n" + "Ann Lee,Para\n".repeat(500) + "Bo Ray,\"Para\nCy Fox,Aide\n"));
    }

    @Test
    void one_line_of_twenty_megabytes_is_cut_or_refused() throws Exception {
        soon(() -> {
            try {
                read(bytes("Name,Job\nAnn Lee," + "x".repeat(20 * MB) + "\n"))
                        .rows(r -> assertThat(r.cells().get(1)).hasSizeLessThanOrEqualTo(ListFile.CELL_LENGTH_MAX));
            } catch (ListFile.Unreadable refused) {
                assertThat(refused.key()).isEqualTo("list.refused.notAList");
            }
        });
    }

    @Test
    void mixed_line_ends_a_quoted_line_and_an_inch_are_read() throws Exception {
        assertThat(cells(bytes("Name,Job\r\nAnn Lee,Para\rBo Ray,\"Aide,\nnights\"\nCy Fox,5\" pipes\n")))
                .containsExactly(
                        List.of("Ann Lee", "Para"), List.of("Bo Ray", "Aide,\nnights"), List.of("Cy Fox", "5\" pipes"));
    }

    @Test
    void two_bytes_a_letter_without_a_mark_are_known() throws Exception {
        var text = "Name;School\nZoë Brontë;First School\n";
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(cells(text.getBytes(charset))).containsExactly(List.of("Zoë Brontë", "First School"));
        }
    }

    @Test
    void sixty_thousand_rows_of_errors_are_read_in_time() throws Exception {
        var list = new StringBuilder("Name,Date of Hire,Phone,Email\n");
        for (int i = 0; i < 60_000; i++) {
            list.append(String.format(Locale.ROOT, "Person %d,2/30/2020,12,at home%n", i));
        }
        assertThat(cells(bytes(list.toString()))).hasSize(60_000);
    }
}
