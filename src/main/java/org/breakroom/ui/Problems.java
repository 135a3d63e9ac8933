package org.breakroom.ui;

import java.util.LinkedHashMap;
import java.util.Map;
import org.breakroom.kernel.DangerousData;
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

    /** Refuses numbers that must not be kept, and a line that is empty or longer than a limit. */
    public Problems line(String field, String said, int max, String otherwise, Messages messages) {
        if (DangerousData.in(said)) {
            return add(field, messages.here("problem.dangerous"));
        }
        return said.isEmpty() || said.length() > max ? add(field, messages.here(otherwise, max)) : this;
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
