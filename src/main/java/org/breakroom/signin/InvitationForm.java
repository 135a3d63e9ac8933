package org.breakroom.signin;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers of an invitation as they were typed; what was not sent is empty. */
public record InvitationForm(
        @Nullable String name,
        @Nullable String email,
        @Nullable String role,
        @Nullable String worksite,
        @Nullable String member,
        @Nullable String until) {

    static InvitationForm empty() {
        return new InvitationForm("", "", "REP", "", "", "");
    }

    @Override
    public String name() {
        return requireNonNullElse(name, "");
    }

    @Override
    public String email() {
        return requireNonNullElse(email, "");
    }

    @Override
    public String role() {
        return requireNonNullElse(role, "");
    }

    @Override
    public String worksite() {
        return requireNonNullElse(worksite, "");
    }

    @Override
    public String member() {
        return requireNonNullElse(member, "");
    }

    @Override
    public String until() {
        return requireNonNullElse(until, "");
    }

    /** What an officer may ask someone to be; a member's own seat only for someone on the roster. */
    public List<String> roles() {
        return member().isEmpty()
                ? List.of("REP", "ORGANIZER", "OFFICER")
                : List.of("REP", "ORGANIZER", "OFFICER", "MEMBER");
    }
}
