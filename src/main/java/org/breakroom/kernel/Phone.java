package org.breakroom.kernel;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A telephone number, kept as E.164 and shown as people of the country write it; read in any format, US when no country is given. */
public record Phone(String e164) {
    private static final int DIGITS = 10;

    /** Empty when the text cannot be a number; reserved numbers such as 555-01xx count as possible. */
    public static Optional<Phone> read(String text) {
        var plain = plain(text);
        return plain == null ? any(text) : Optional.of(new Phone(plain));
    }

    /**
     * A number of this country in ten digits with the usual marks between them, as nearly every row of a list has it: what
     * {@link #any} would make of it, without its patterns. Null for any other text.
     */
    private static @Nullable String plain(String text) {
        var number = new StringBuilder("+1");
        int country = number.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                number.append(c);
            } else if (" ().-".indexOf(c) < 0) {
                return null;
            }
        }
        return number.length() == country + DIGITS && number.charAt(country) > '1' ? number.toString() : null;
    }

    static Optional<Phone> any(String text) {
        var util = PhoneNumberUtil.getInstance();
        try {
            var number = util.parse(text, "US");
            return util.isPossibleNumber(number)
                    ? Optional.of(new Phone(util.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    public String shown() {
        return e164.startsWith("+1") && e164.length() == 12
                ? e164.substring(2, 5) + "-" + e164.substring(5, 8) + "-" + e164.substring(8)
                : e164;
    }
}
