package org.breakroom.member;

import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Accounts;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.springframework.stereotype.Component;

/**
 * Where a member is written to: the address of her account, else one that she or her rep said. One that only the employer's
 * list knows may be read by the employer.
 */
@Component
public class OwnAddress {
    private final Accounts accounts;
    private final Members members;

    OwnAddress(Accounts accounts, Members members) {
        this.accounts = accounts;
        this.members = members;
    }

    /** Where a letter goes, and the language that its reader chose. */
    public record Box(String address, String language) {}

    /** Empty when there is none; asked within the walls of her local. */
    public Optional<Box> of(Local local, UUID member) {
        return accounts.email(local.id(), member)
                .or(() -> members.find(Viewer.shell(local.id()), local, member).stream()
                        .flatMap(p -> p.contacts().stream())
                        .filter(c -> c.kind().equals("EMAIL") && !c.source().equals("EMPLOYER"))
                        .map(Members.Contact::value)
                        .findFirst())
                .map(address -> new Box(address, members.language(local, member)));
    }
}
