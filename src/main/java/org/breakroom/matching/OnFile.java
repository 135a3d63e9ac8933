package org.breakroom.matching;

import java.util.UUID;
import org.breakroom.kernel.PersonName;
import org.jspecify.annotations.Nullable;

/**
 * A person on file.
 *
 * @param id null for a row of an earlier list that nobody has decided yet: someone of that name may be on file
 */
public record OnFile(
        @Nullable UUID id, PersonName name, @Nullable String employeeNumber) {}
