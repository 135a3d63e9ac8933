package org.breakroom.ui;

/**
 * Where the files under static are.
 *
 * @param prefix of their addresses, which changes with their content; ends with a slash
 */
public record Assets(String prefix) {
    /** A word that names this content. */
    public String version() {
        return prefix.replaceAll(".*/(\\w+)/$", "$1");
    }
}
