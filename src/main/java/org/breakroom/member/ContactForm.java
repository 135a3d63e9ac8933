package org.breakroom.member;

import static java.util.Objects.requireNonNullElse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Email;
import org.breakroom.kernel.PersonName;
import org.breakroom.kernel.Phone;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Contact facts as someone typed them.
 *
 * @param confirmed whether she says so herself, so that what did not change is confirmed too
 * @param version what was on file when the form was made: another one means that someone else was faster
 */
public record ContactForm(
        @Nullable String phone,
        @Nullable String email,
        @Nullable String address,
        @Nullable String confirmed,
        @Nullable String version) {
    static final List<String> KINDS = List.of("PHONE", "EMAIL", "ADDRESS");
    private static final String EXTENSION = "(?i).*\\d\\D*(ext|x|#)\\D*\\d+$";
    private static final int ADDRESS_MAX = 200;

    @Override
    public String phone() {
        return requireNonNullElse(phone, "");
    }

    @Override
    public String email() {
        return requireNonNullElse(email, "");
    }

    @Override
    public String address() {
        return requireNonNullElse(address, "");
    }

    @Override
    public String version() {
        return requireNonNullElse(version, "");
    }

    /** The facts in canonical form by kind, empty where there is to be none. */
    public Map<String, String> read(Messages messages, Problems problems) {
        var facts = new LinkedHashMap<String, String>();
        var number = PersonName.tidy(phone());
        var read = Phone.read(number);
        if (!number.isEmpty() && read.isEmpty()) {
            problems.add("phone", messages.here("problem.phone"));
        } else if (number.matches(EXTENSION)) {
            problems.add("phone", messages.here("problem.extension"));
        }
        facts.put("PHONE", read.map(Phone::e164).orElse(""));
        var mail = PersonName.tidy(email());
        var box = Email.read(mail);
        if (!mail.isEmpty() && box.isEmpty()) {
            problems.add("email", messages.here("problem.email"));
        }
        facts.put("EMAIL", box.map(Email::address).orElse(""));
        var street = PersonName.tidy(address());
        if (street.length() > ADDRESS_MAX || DangerousData.in(street)) {
            problems.add("address", messages.here("problem.address", ADDRESS_MAX));
        }
        facts.put("ADDRESS", street);
        // what the form did not send at all says nothing; what it sent empty says that there is none
        facts.keySet().removeIf(kind -> switch (kind) {
            case "PHONE" -> phone == null;
            case "EMAIL" -> email == null;
            default -> address == null;
        });
        return facts;
    }
}
