package org.breakroom.federation;

/**
 * One union local. {@code id} is given once and stands in every row of its people; {@code number} is the printed one and
 * stands in addresses.
 */
public record Local(int id, int number, String name, int division) {
    /** The address below which everything of this local is. */
    public String path() {
        return "/locals/" + number;
    }
}
