package org.breakroom.ui;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with the answers of a form: one sentence a field, in the order of the fields. */
public final class Problems {
    private final Map<String, String> byField = new LinkedHashMap<>();

    public static Problems none() {
        return new Problems();
    }

    public Problems add(String field, String sentence) {
        byField.putIfAbsent(field, sentence);
        return this;
    }

    public boolean any() {
        return !byField.isEmpty();
    }

    public @Nullable String of(String field) {
        return byField.get(field);
    }

    public Map<String, String> all() {
        return byField;
    }
}
