package org.breakroom.kernel;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** US dollars as people type and read them. */
public final class Amounts {
    private static final BigDecimal MOST = new BigDecimal("10000000");

    private Amounts() {}

    /** Reads 1,250.50 or $25: above zero, to the cent; empty when it is none. */
    public static Optional<BigDecimal> read(String text) {
        var plain = text.strip().replaceFirst("^\\$", "").replace(",", "");
        if (!plain.matches("\\d{1,9}(\\.\\d{1,2})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(plain).setScale(2)).filter(a -> a.signum() > 0 && a.compareTo(MOST) <= 0);
    }

    /** $1,250.50, and −$3.00 below zero. */
    public static String dollars(BigDecimal amount) {
        return (amount.signum() < 0 ? "−$" : "$") + String.format(Locale.US, "%,.2f", amount.abs());
    }

    /** 2 h 05 min of minutes. */
    public static String hours(long minutes) {
        return minutes % 60 == 0
                ? minutes / 60 + " h"
                : minutes / 60 + " h " + String.format(Locale.ROOT, "%02d", minutes % 60) + " min";
    }
}
