package org.breakroom.matching;

import java.util.ArrayList;

/** Says why two rows are taken for one person: what agrees, with its weight in bits, then what does not. */
final class Reasons {
    private static final String[][] WORDS = {
        {
            "",
            "same given name",
            "nickname",
            "same initial",
            "given name nearly the same",
            "given name differs",
            "names swapped"
        },
        {
            "",
            "same family name",
            "part of the family name",
            "family name nearly the same",
            "family name differs",
            "names swapped"
        },
        {"", "same middle name", "middle name differs"},
        {"", "same suffix", "suffix differs", "suffix on one side"},
        {"", "same birth date", "birth date nearly the same", "birth date differs"},
        {"", "same address", "address nearly the same", "address differs", "other apartment"},
        {"", "same ZIP", "same town", "ZIP differs"},
        {"", "same phone", "phone nearly the same", "phone differs"},
        {"", "same mail", "mail nearly the same", "mail differs"},
        {"", "same number", "number nearly the same", "number differs"},
        {"", "same worksite", "worksite nearly the same", "worksite differs"},
        {"", "same job", "job nearly the same", "job differs"},
        {"", "same hire date", "hire date nearly the same", "hire date differs"}
    };

    private Reasons() {}

    static String of(long pattern, Model model) {
        var speaksFor = new ArrayList<String>();
        var against = new ArrayList<String>();
        for (var field : Field.ALL) {
            int level = field.in(pattern);
            if (level > 0 && !(field == Field.FAMILY && level == Comparison.FAMILY_SWAPPED)) {
                double weight = model.weight(field, level);
                (weight > 0 ? speaksFor : against).add(WORDS[field.ordinal()][level] + " " + signed(weight));
            }
        }
        return String.join(", ", speaksFor) + (against.isEmpty() ? "" : "; " + String.join(", ", against));
    }

    /** Whether the given name does not differ and something agrees that is one person's own. */
    static boolean ownAgrees(long pattern) {
        return namesAgree(pattern)
                && (Field.EMAIL.in(pattern) == Comparison.SAME
                        || Field.PHONE.in(pattern) == Comparison.SAME
                        || Field.NUMBER.in(pattern) == Comparison.SAME
                        || Field.BORN.in(pattern) == Comparison.SAME
                        || Field.ADDRESS.in(pattern) == Comparison.SAME);
    }

    /** Whether neither the given nor the family name differs. */
    static boolean namesAgree(long pattern) {
        return Field.GIVEN.in(pattern) != Comparison.GIVEN_DIFFERENT
                && Field.FAMILY.in(pattern) != Comparison.FAMILY_DIFFERENT;
    }

    /** With its sign and one decimal. */
    private static String signed(double weight) {
        long tenths = Math.round(Math.abs(weight) * 10);
        return (weight < 0 ? "-" : "+") + tenths / 10 + "." + tenths % 10;
    }
}
