package org.breakroom.matching;

import org.breakroom.kernel.PersonName;
import org.jspecify.annotations.Nullable;

/** A row of a list, as far as it says who a person is. */
public record Listed(int row, PersonName name, @Nullable String employeeNumber) {}
