package org.breakroom.matching;

import java.util.Map;
import org.breakroom.kernel.PersonName;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list.
 *
 * @param said all that it says of who she is, the name apart
 */
public record Listed(int row, PersonName name, @Nullable String employeeNumber, Map<PersonColumn, String> said) {}
