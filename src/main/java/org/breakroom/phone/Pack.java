package org.breakroom.phone;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.breakroom.card.RepCards;
import org.breakroom.conversation.Pick;
import org.breakroom.conversation.Raps;
import org.breakroom.organizer.PhoneHours;
import org.jspecify.annotations.Nullable;

/**
 * What a phone keeps for a day: at most {@link Packs#PEOPLE_MAX} people without a contact fact, and what one says and asks.
 *
 * @param until when the phone lets it go
 * @param hours for what she logs hours, where she is a paid organizer
 * @param clock the server's time, by which the phone knows how wrong its own is
 */
public record Pack(
        Instant made,
        Instant until,
        Instant clock,
        String name,
        String local,
        String path,
        List<Person> people,
        int left,
        List<Pick> issues,
        List<Pick> asks,
        Raps.@Nullable Rap rap,
        List<Difference> differences,
        List<Gathering> meetings,
        List<RepCards.Running> cards,
        PhoneHours.@Nullable Running hours) {

    /**
     * One of her people.
     *
     * @param stands the last assessment, 1 to 5
     * @param due the day of an open follow-up
     * @param meet until when a new hire must be met, while that is not past
     */
    public record Person(
            UUID id,
            String name,
            String called,
            @Nullable String job,
            @Nullable UUID site,
            @Nullable String worksite,
            @Nullable String area,
            @Nullable Integer stands,
            @Nullable LocalDate assessed,
            @Nullable LocalDate talked,
            @Nullable LocalDate due,
            @Nullable LocalDate meet) {}

    /** A ten-minute meeting of these days, and who of her people is marked. */
    public record Gathering(UUID id, UUID site, String place, String when, String room, Set<UUID> came) {}

    /** Two said differently about one person, in words. */
    public record Difference(UUID id, String words) {}
}
