package org.breakroom.card;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One signature, as it goes into the evidence.
 *
 * @param words the exact text that was shown, filled in
 * @param intent the sentence that was ticked, or what took its place on paper
 * @param dated the day she put to it
 */
record Signature(
        UUID id,
        Drive drive,
        int version,
        String language,
        String words,
        Signer signer,
        Account email,
        Account phone,
        String address,
        String intent,
        LocalDate dated,
        Instant shown,
        Way way,
        Set<Flag> flags) {

    /**
     * Who signed.
     *
     * @param member null when nobody on file is known to be her
     * @param mark what she drew, as the path of an SVG; empty when she typed only
     */
    record Signer(@Nullable UUID member, String onFile, String typed, String mark, String job, String employer) {}

    /**
     * A mail address or number.
     *
     * @param how how it was verified, empty when it was not
     */
    record Account(String value, String how, @Nullable Instant at) {
        static final Account NONE = new Account("", "", null);

        /** As given, by nobody verified. */
        static Account said(String value) {
            return new Account(value, "", null);
        }
    }

    /**
     * How it came: over which channel, through whose hands, from where.
     *
     * @param session the browser, as a number of its own that it was given; empty where there was none
     */
    record Way(
            Channel channel,
            @Nullable UUID circulatorId,
            String circulator,
            String network,
            String agent,
            String session,
            String serial,
            String scanHash) {}
}
