package org.breakroom.kernel;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;

/** A telephone number, kept as E.164 and shown as people of the country write it; read in any format, US when no country is given. */
public record Phone(String e164) {

    /** Empty when the text cannot be a number; reserved numbers such as 555-01xx count as possible. */
    public static Optional<Phone> read(String text) {
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
