package org.breakroom.card;

import static java.util.Objects.requireNonNullElse;

import java.util.Map;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.PersonName;
import org.breakroom.member.ContactForm;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/**
 * A card as it was filled in.
 *
 * @param agree that she signs, ticked
 * @param mark what she drew, as the path of an SVG
 * @param text the hash of the text that her page showed
 */
public record SignForm(
        String name,
        String job,
        String phone,
        String email,
        String address,
        @Nullable String agree,
        String mark,
        String text) {
    private static final int NAME_MAX = PersonName.LENGTH_MAX;
    private static final int JOB_MAX = 80;
    private static final int MARK_MAX = 6000;
    private static final String MARK = "([ML]-?\\d{1,4} -?\\d{1,4} ?)*";

    public SignForm(
            @Nullable String name,
            @Nullable String job,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String address,
            @Nullable String agree,
            @Nullable String mark,
            @Nullable String text) {
        this.name = requireNonNullElse(name, "");
        this.job = requireNonNullElse(job, "");
        this.phone = requireNonNullElse(phone, "");
        this.email = requireNonNullElse(email, "");
        this.address = requireNonNullElse(address, "");
        this.agree = agree;
        this.mark = requireNonNullElse(mark, "");
        this.text = requireNonNullElse(text, "");
    }

    /** The contact facts in canonical form by kind; what is wrong is noted. */
    Map<String, String> contacts(Messages messages, Problems problems) {
        return new ContactForm(phone, email, address, "on", "").read(messages, problems);
    }

    /** Her name as she typed it; what is no name is noted. */
    String named(Messages messages, Problems problems) {
        var tidy = PersonName.tidy(clipped(name, NAME_MAX + 1));
        if (DangerousData.in(tidy)) {
            problems.add("name", messages.here("problem.dangerous"));
        } else if (tidy.length() > NAME_MAX || tidy.codePoints().noneMatch(Character::isLetter)) {
            problems.add("name", messages.here("problem.cardName", NAME_MAX));
        }
        return tidy;
    }

    String jobbed(Messages messages, Problems problems) {
        var tidy = PersonName.tidy(clipped(job, JOB_MAX + 1));
        if (DangerousData.in(tidy)) {
            problems.add("job", messages.here("problem.dangerous"));
        } else if (tidy.isEmpty() || tidy.length() > JOB_MAX) {
            problems.add("job", messages.here("problem.cardJob", JOB_MAX));
        }
        return tidy;
    }

    /** What she drew, where it is a drawing of ours and no larger than one is. */
    String drawn(Messages messages, Problems problems) {
        var path = mark.strip();
        if (path.length() > MARK_MAX || !path.matches(MARK)) {
            problems.add("mark", messages.here("problem.cardMark"));
            return "";
        }
        return path;
    }

    private static String clipped(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
