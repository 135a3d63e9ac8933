package org.breakroom.ui;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The words on screen: one file a language, ICU message syntax. A missing key is a bug and says so. */
@Component
public class Messages {
    /** Languages with a file; the first is the fallback. */
    public static final java.util.List<String> LANGUAGES = java.util.List.of("en");

    private final Map<String, Map<String, Message>> byLanguage = new ConcurrentHashMap<>();

    private record Message(String text, boolean plain, ThreadLocal<MessageFormat> format) {}

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
            var format = ThreadLocal.withInitial(() -> new MessageFormat(text, Locale.forLanguageTag(language)));
            messages.put((String) key, new Message(text, text.indexOf('{') < 0, format));
        });
        return messages;
    }

    /** The text of a key in a language, its arguments filled in. */
    public String text(String language, String key, Object... arguments) {
        var message = byLanguage.getOrDefault(language, Map.of()).get(key);
        if (message == null) {
            throw new IllegalArgumentException("no message " + key + " in " + language);
        }
        return message.plain() ? message.text() : message.format().get().format(arguments);
    }
}
