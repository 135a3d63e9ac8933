package org.breakroom.survey;

import java.util.List;
import java.util.stream.IntStream;

/** One question; its choices are counted from 1. */
public record Question(int position, QuestionKind kind, String words, List<String> choices, boolean required) {
    /** What its answers are counted under: its choices, or the values of the scale. */
    public List<String> options() {
        return kind == QuestionKind.SCALE
                ? IntStream.rangeClosed(1, QuestionKind.SCALE_MAX)
                        .mapToObj(String::valueOf)
                        .toList()
                : choices;
    }

    /** The field of a form that answers it. */
    public String field() {
        return "q" + position;
    }
}
