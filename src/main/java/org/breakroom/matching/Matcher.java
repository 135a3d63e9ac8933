package org.breakroom.matching;

import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;

/** Says which row of a list is which person on file. What it decides does not depend on the order of either. */
public interface Matcher {

    /**
     * One answer a row, in the order of the rows; a person on file is linked to at most one row.
     *
     * @param apart whether a row and a person are known to be two
     */
    List<Match> match(List<Listed> listed, List<OnFile> onFile, BiPredicate<Listed, UUID> apart);
}
