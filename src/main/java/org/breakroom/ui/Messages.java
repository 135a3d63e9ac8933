package org.breakroom.ui;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The words on screen: one file a language, ICU message syntax. What members and reps read is in every file, the rest in English; a key
 * that is nowhere is a bug and says so. */
@Component
public class Messages {
    /** Languages with a file; the first is the fallback. */
    public static final List<String> LANGUAGES = List.of("en", "es", "pt", "ht");

    private final Map<String, Map<String, Message>> byLanguage = new ConcurrentHashMap<>();

    /** One message, ready to be filled in. */
    private sealed interface Message {
        String fill(Object... arguments);
    }

    /** Text and places, as {@code {0} of {1}}: nearly every message, and many a page, so it is only put together. */
    private record Simple(List<String> texts, List<Integer> places) implements Message {
        private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

        static Simple of(String text) {
            var texts = new ArrayList<String>();
            var places = new ArrayList<Integer>();
            var found = PLACE.matcher(text);
            int from = 0;
            while (found.find()) {
                texts.add(text.substring(from, found.start()));
                places.add(Integer.parseInt(found.group(1)));
                from = found.end();
            }
            texts.add(text.substring(from));
            return new Simple(texts, places);
        }

        static boolean fits(String text) {
            return PLACE.matcher(text).replaceAll("").indexOf('{') < 0;
        }

        @Override
        public String fill(Object... arguments) {
            if (places.isEmpty()) {
                return texts.getFirst();
            }
            var filled = new StringBuilder(texts.getFirst());
            for (int i = 0; i < places.size(); i++) {
                int place = places.get(i);
                filled.append(place < arguments.length ? arguments[place] : "");
                filled.append(texts.get(i + 1));
            }
            return filled.toString();
        }
    }

    /** Plurals and choices: ICU's, which must not be used by two threads at once, so spare ones are kept. */
    private record Formatted(String text, Locale locale, Queue<MessageFormat> spare) implements Message {
        @Override
        public String fill(Object... arguments) {
            var kept = spare.poll();
            var format = kept == null ? new MessageFormat(text, locale) : kept;
            try {
                return format.format(arguments);
            } finally {
                spare.add(format);
            }
        }
    }

    public Messages() {
        LANGUAGES.forEach(language -> byLanguage.put(language, load(language)));
    }

    private static Map<String, Message> load(String language) {
        var file = "/messages/messages_" + language + ".properties";
        var properties = new Properties();
        try (var in = Messages.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no " + file);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var messages = new ConcurrentHashMap<String, Message>();
        properties.forEach((key, value) -> {
            var text = (String) value;
            messages.put(
                    (String) key,
                    Simple.fits(text)
                            ? Simple.of(text)
                            : new Formatted(text, Locale.forLanguageTag(language), new ConcurrentLinkedQueue<>()));
        });
        return messages;
    }

    /** The text of a key in the language of the running request. */
    public String here(String key, Object... arguments) {
        return text(Spoken.now(), key, arguments);
    }

    /** The text of a key in a language, its arguments filled in; in English where only officers and staff read it. */
    public String text(String language, String key, Object... arguments) {
        var message = byLanguage.getOrDefault(language, Map.of()).get(key);
        if (message == null) {
            message = byLanguage.getOrDefault(LANGUAGES.getFirst(), Map.of()).get(key);
        }
        if (message == null) {
            throw new IllegalArgumentException("no message " + key + " in " + language);
        }
        return message.fill(arguments);
    }
}
