package org.breakroom.ui;

import org.springframework.http.HttpStatus;

/** A request that cannot be done as it stands; the message is a sentence for the person, the status for programs. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final HttpStatus status;
    private final String sentence;

    public Refused(HttpStatus status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.sentence = sentence;
    }

    /** The sentence for the person. */
    @Override
    public String getMessage() {
        return sentence;
    }

    public HttpStatus status() {
        return status;
    }
}
