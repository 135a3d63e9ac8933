package org.breakroom.paper;

/** Sizes of paper, in points of 1/72 inch, upright (ISO 216; ANSI/ASME Y14.1). */
public enum Format {
    LETTER(612, 792),
    A3(841.89f, 1190.55f),
    TABLOID(792, 1224),
    A1(1683.78f, 2383.94f);

    private final float width;
    private final float height;

    Format(float width, float height) {
        this.width = width;
        this.height = height;
    }

    public float width() {
        return width;
    }

    public float height() {
        return height;
    }

    /** How much larger than a letter's are the sizes drawn on it, so that a wall poster is read from where people stand. */
    public float scale() {
        return this == A1 ? 2 : this == LETTER ? 1 : 1.25f;
    }
}
