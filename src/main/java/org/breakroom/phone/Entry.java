package org.breakroom.phone;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.breakroom.card.RepCards;
import org.breakroom.conversation.ConversationForm;
import org.breakroom.kernel.Ids;
import org.breakroom.organizer.HoursForm;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One thing that was noted on a phone, as it came out of its seal.
 *
 * @param format of the notes; a phone with an older application goes on being understood
 * @param at when it happened, by the server's clock
 * @param known until when the phone knew what was on file
 * @param of the talk that this one corrects or takes back, the meeting it marks, or as whom hours were worked
 * @param came whether she came, where a meeting is marked
 */
record Entry(
        UUID id,
        String kind,
        int format,
        @Nullable UUID member,
        Instant at,
        Instant known,
        @Nullable UUID of,
        boolean came,
        ConversationForm form,
        String text) {

    /** A phone's clock that is off by less is taken as right. */
    static final Duration CLOCK_SLACK = Duration.ofMinutes(2);

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * @param off how far the phone's clock was ahead when it sent
     * @param now by the server's clock: nothing happened later
     */
    static Optional<Entry> read(UUID id, String text, Duration off, Instant now) {
        try {
            var json = JSON.readTree(text);
            var said = Instant.parse(json.path("at").asString(""));
            var at = off.abs().compareTo(CLOCK_SLACK) > 0 ? said.minus(off) : said;
            return Optional.of(new Entry(
                    id,
                    json.path("kind").asString(""),
                    json.path("format").asInt(0),
                    id(json, "member"),
                    at.isAfter(now) ? now : at,
                    Instant.parse(json.path("known").asString("1970-01-01T00:00:00Z")),
                    id(json, "of"),
                    json.path("came").asBoolean(true),
                    form(json),
                    text));
        } catch (JacksonException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The same at another time: the one that was worked out when it came. */
    Entry on(Instant time) {
        return new Entry(id, kind, format, member, time, known, of, came, form, text);
    }

    /**
     * A card that was signed on the phone; empty when it names no drive.
     *
     * @param handed when it was handed in
     * @param network from where
     */
    Optional<RepCards.Said> card(Instant handed, String device, String network) {
        if (of == null) {
            return Optional.empty();
        }
        try {
            var json = JSON.readTree(text);
            return Optional.of(new RepCards.Said(
                    id,
                    of,
                    json.path("version").asInt(0),
                    json.path("language").asString(""),
                    json.path("shownName").asString(""),
                    json.path("shownJob").asString(""),
                    json.path("text").asString(""),
                    json.path("name").asString(""),
                    json.path("phone").asString(""),
                    json.path("email").asString(""),
                    json.path("address").asString(""),
                    json.path("mark").asString(""),
                    json.path("agree").asBoolean(false),
                    // shown as long before it was signed as the phone's own clock says, however wrong that is
                    at.minus(Duration.ofSeconds(Math.clamp(json.path("seconds").asLong(0), 0, 86_400))),
                    at,
                    handed,
                    device,
                    network));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Hours that were logged on the phone, as they were typed; empty when they name nobody who works. */
    Optional<HoursForm> hours() {
        if (of == null) {
            return Optional.empty();
        }
        try {
            var json = JSON.readTree(text);
            return Optional.of(new HoursForm(
                    text(json, "day"),
                    text(json, "from"),
                    text(json, "until"),
                    text(json, "work"),
                    text(json, "note")));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static @Nullable UUID id(JsonNode json, String field) {
        return Ids.read(json.path(field).asString("")).orElse(null);
    }

    private static ConversationForm form(JsonNode json) {
        return new ConversationForm(
                null,
                text(json, "outcome"),
                text(json, "assessment"),
                list(json, "issue"),
                list(json, "yes"),
                list(json, "no"),
                text(json, "next"),
                text(json, "nextOn"),
                text(json, "note"),
                text(json, "seenBy"),
                "");
    }

    private static @Nullable String text(JsonNode json, String field) {
        var value = json.path(field);
        return value.isString() ? value.asString() : null;
    }

    private static List<String> list(JsonNode json, String field) {
        return StreamSupport.stream(json.path(field).spliterator(), false)
                .map(v -> v.asString(""))
                .toList();
    }
}
