package org.breakroom.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The forecast says what it says it says: steady weeks go on, its range holds it, and it never promises more than all. */
class OutlookTest {

    @Test
    void steady_weeks_go_on_and_the_week_under_way_is_not_a_slow_one() {
        var weeks = new int[] {10, 10, 10, 10, 10, 10, 10, 10, 10, 0};
        var outlook = Outlook.of(weeks, 1000, 50, 20);
        assertThat(outlook.done()).isEqualTo(90);
        assertThat(outlook.forecast()).isEqualTo(290);
        assertThat(outlook.low()).isEqualTo(290);
        assertThat(outlook.high()).isEqualTo(290);
        assertThat(outlook.target()).isEqualTo(500);
        assertThat(outlook.needed()).isEqualTo(20.5);
        assertThat(outlook.state()).isEqualTo(Outlook.State.BEHIND);
    }

    @Test
    void the_range_is_the_slower_and_the_faster_half() {
        var outlook = Outlook.of(new int[] {2, 8, 2, 8, 2, 8, 2, 8, 5}, 1000, 10, 10);
        assertThat(outlook.low()).isEqualTo(45 + 20);
        assertThat(outlook.forecast()).isEqualTo(45 + 50);
        assertThat(outlook.high()).isEqualTo(45 + 80);
        assertThat(outlook.state()).isEqualTo(Outlook.State.BEHIND);
    }

    @Test
    void too_early_reached_and_empty() {
        assertThat(Outlook.of(new int[] {3, 3, 3, 3}, 100, 50, 40).state()).isEqualTo(Outlook.State.UNKNOWN);
        assertThat(Outlook.of(new int[] {100}, 100, 100, 40).state()).isEqualTo(Outlook.State.REACHED);
        assertThat(Outlook.of(new int[] {0, 0, 0, 0, 0, 0}, 0, 100, 40).state()).isEqualTo(Outlook.State.UNKNOWN);
        assertThat(Outlook.of(new int[] {99, 0}, 100, 100, 40).target()).isEqualTo(100);
        assertThat(Outlook.of(new int[] {0}, 11, 50, 40).target()).isEqualTo(6);
    }

    @Test
    void the_forecast_lies_in_its_range_between_what_is_done_and_all() {
        var random = new Random(9042);
        for (int i = 0; i < 2000; i++) {
            var weeks = random.ints(1 + random.nextInt(52), 0, 40).toArray();
            long members = Arrays.stream(weeks).sum() + random.nextInt(1000);
            var outlook = Outlook.of(weeks, members, 1 + random.nextInt(100), random.nextDouble() * 52);
            if (outlook.forecast() != null) {
                assertThat(outlook.low()).isBetween(outlook.done(), outlook.forecast());
                assertThat(outlook.high()).isBetween(outlook.forecast(), members);
            }
        }
    }
}
