package org.breakroom.matching;

import java.util.Map;
import java.util.UUID;
import org.breakroom.kernel.PersonName;
import org.jspecify.annotations.Nullable;

/**
 * A person on file.
 *
 * @param id null for a row of an earlier list that nobody has decided yet: someone of that name may be on file
 * @param said all that is on file of who she is, the name apart
 */
public record OnFile(
        @Nullable UUID id, PersonName name, @Nullable String employeeNumber, Map<PersonColumn, String> said) {}
