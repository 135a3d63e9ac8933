package org.breakroom.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.breakroom.list.ListFile;
import org.junit.jupiter.api.Test;

/** What the columns of a list are taken for. */
class ColumnTest {
    @Test
    void headings_that_stand_twice_mean_something_once() throws Exception {
        var list = ListFile.read(
                "list.csv",
                "Name,Name,Phone,PHONE\nAnn Lee,Bo,508-555-0100,508-555-0101\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Column.guess(list)).containsExactly(Column.NAME, Column.LEAVE_OUT, Column.PHONE, Column.LEAVE_OUT);
    }
}
