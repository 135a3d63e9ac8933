package org.breakroom.organizer;

import org.breakroom.federation.Locals;
import org.breakroom.mail.Letters;
import org.breakroom.member.OwnAddress;
import org.breakroom.ui.Messages;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What somebody who applied or works is written: to an address of her own, in her language, in the transaction of what it tells. */
@Component
class OrganizerLetters {
    private final Locals locals;
    private final OwnAddress addresses;
    private final Letters letters;
    private final Messages messages;
    private final String origin;

    OrganizerLetters(
            Locals locals,
            OwnAddress addresses,
            Letters letters,
            Messages messages,
            @Value("${breakroom.origin}") String origin) {
        this.locals = locals;
        this.addresses = addresses;
        this.letters = letters;
        this.messages = messages;
        this.origin = origin;
    }

    /**
     * Writes within the walls of her local.
     *
     * @param key of the message; its subject ends in {@code Subject}. Its places are the program, the address of what it is
     *     about, and the words
     */
    void write(Organizer to, String key, String program, String path, String words) {
        addresses
                .of(locals.require(to.local()), to.member())
                .ifPresent(box -> letters.write(
                        box.address(),
                        messages.text(box.language(), key + "Subject", program),
                        messages.text(box.language(), key, program, origin + path, words)));
    }
}
