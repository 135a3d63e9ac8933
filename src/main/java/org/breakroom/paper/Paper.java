package org.breakroom.paper;

import com.google.zxing.WriterException;
import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * A document of sheets. Places are in points from the upper left corner, grey is 0 for black to 1 for white: what is
 * drawn here reads in black and white.
 */
public final class Paper implements AutoCloseable {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float UNITS = 1000;
    private static final float STRONG = 0.035f;

    private final PDDocument document = new PDDocument();
    private final PDFont font;
    private final Typeface face;
    private final boolean owned;
    private final Map<Integer, Boolean> drawable;
    private @Nullable PDPageContentStream on;
    private float height;
    private int pages;
    private boolean lacking;

    /** The typeface, read once for many documents that one thread makes one after another; closed by whoever opened it. */
    public static final class Typeface implements AutoCloseable {
        private final TrueTypeFont read;
        private final Map<Integer, Boolean> drawable = new HashMap<>();

        public Typeface() {
            try (var in = PDDocument.class.getResourceAsStream(FONT)) {
                read = new TTFParser().parse(new RandomAccessReadBuffer(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                read.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public Paper(String title, String language, Instant made) {
        this(title, language, made, new Typeface(), true);
    }

    /** One of many documents in a typeface that stays open. */
    public Paper(String title, String language, Instant made, Typeface typeface) {
        this(title, language, made, typeface, false);
    }

    private Paper(String title, String language, Instant made, Typeface typeface, boolean owned) {
        this.face = typeface;
        this.owned = owned;
        drawable = typeface.drawable;
        try {
            font = PDType0Font.load(document, typeface.read, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var about = document.getDocumentInformation();
        about.setTitle(title);
        about.setProducer("Breakroom");
        Calendar at = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        at.setTimeInMillis(made.toEpochMilli());
        about.setCreationDate(at);
        document.getDocumentCatalog().setLanguage(language);
    }

    private interface Drawing {
        void on(PDPageContentStream sheet) throws IOException;
    }

    private void draw(Drawing drawing) {
        try {
            drawing.on(java.util.Objects.requireNonNull(on, "no sheet yet"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on on a new sheet. */
    public void sheet(Format format, boolean across) {
        try {
            if (on != null) {
                on.close();
            }
            var page = new PDPage(
                    across
                            ? new PDRectangle(format.height(), format.width())
                            : new PDRectangle(format.width(), format.height()));
            document.addPage(page);
            pages++;
            height = page.getMediaBox().getHeight();
            on = new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int pages() {
        return pages;
    }

    /** How wide a text is. */
    public float width(String text, float size) {
        try {
            return font.getStringWidth(drawable(text)) / UNITS * size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text as it goes into a width, with three dots where it was cut. */
    public String fit(String text, float size, float widest) {
        var all = drawable(text);
        if (width(all, size) <= widest) {
            return all;
        }
        int end = all.length();
        while (end > 0 && width(all.substring(0, end) + "…", size) > widest) {
            end--;
        }
        return all.substring(0, end).stripTrailing() + "…";
    }

    /** A text in lines of a width, broken between words; a word longer than a line is cut. */
    public List<String> lines(String text, float size, float widest) {
        var lines = new ArrayList<String>();
        var line = "";
        for (var word : text.split(" ")) {
            var longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(longer, size) > widest) {
                lines.add(line);
                longer = word;
            }
            line = fit(longer, size, widest);
        }
        lines.add(line);
        return lines;
    }

    /** Whether a sign was asked for so far that the typeface lacks: a question mark stands for it. */
    public boolean lacking() {
        return lacking;
    }

    /** Signs the font lacks become a question mark: a name in a foreign script is better odd than missing. */
    private String drawable(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean can = c >= ' '
                    && drawable.computeIfAbsent(c, code -> {
                        try {
                            font.encode(Character.toString(code));
                            return true;
                        } catch (IOException | IllegalArgumentException e) {
                            return false;
                        }
                    });
            lacking |= !can && c >= ' ';
            out.appendCodePoint(can ? c : c < ' ' ? ' ' : '?');
        });
        return out.toString();
    }

    /** Writes a text with its base line at y. */
    public void text(float x, float y, float size, String text) {
        write(x, y, size, text, 0, false);
    }

    /** Writes a text so that it stands out. */
    public void strong(float x, float y, float size, String text) {
        write(x, y, size, text, 0, true);
    }

    /** Writes a text that ends at x. */
    public void right(float x, float y, float size, String text) {
        write(x - width(text, size), y, size, text, 0, false);
    }

    /** Writes a text around x, in white on a dark ground where asked. */
    public void centre(float x, float y, float size, String text, boolean light) {
        write(x - width(text, size) / 2, y, size, text, light ? 1 : 0, true);
    }

    private void write(float x, float y, float size, String text, float grey, boolean strong) {
        draw(s -> {
            s.beginText();
            s.setFont(font, size);
            s.setNonStrokingColor(grey);
            s.setStrokingColor(grey);
            s.setLineWidth(size * STRONG);
            s.setRenderingMode(strong ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
            s.newLineAtOffset(x, height - y);
            s.showText(drawable(text));
            s.endText();
        });
    }

    /**
     * Draws a text in pale grey across the sheet, from the lower left to the upper right, as large as it goes: as outlines, so
     * that programs which read the sheet read only what stands on it.
     */
    public void watermark(String text) {
        float wide = document.getPage(pages - 1).getMediaBox().getWidth();
        double slope = Math.atan2(height, wide);
        float size = (float) Math.min(36, 0.8 * Math.hypot(wide, height) / Math.max(1, width(text, 1)));
        double reach = width(text, size) / 2;
        draw(s -> {
            s.saveGraphicsState();
            s.setNonStrokingColor(0.88f);
            s.transform(Matrix.getRotateInstance(slope, (float) (wide / 2 - reach * Math.cos(slope)), (float)
                    (height / 2 - reach * Math.sin(slope))));
            float scale = size / face.read.getUnitsPerEm();
            s.transform(Matrix.getScaleInstance(scale, scale));
            float x = 0;
            for (int code : drawable(text).codePoints().toArray()) {
                int glyph = face.read.getUnicodeCmapLookup().getGlyphId(code);
                var outline = face.read.getGlyph().getGlyph(glyph);
                if (outline != null) {
                    outline(s, outline.getPath(), x);
                }
                x += face.read.getAdvanceWidth(glyph);
            }
            s.fill();
            s.restoreGraphicsState();
        });
    }

    /** An outline from x on; the quadratic curves of TrueType as the cubic ones of PDF. */
    private static void outline(PDPageContentStream s, GeneralPath path, float x) throws IOException {
        var to = new float[6];
        float atX = 0;
        float atY = 0;
        for (var p = path.getPathIterator(null); !p.isDone(); p.next()) {
            switch (p.currentSegment(to)) {
                case PathIterator.SEG_MOVETO -> s.moveTo(x + to[0], to[1]);
                case PathIterator.SEG_LINETO -> s.lineTo(x + to[0], to[1]);
                case PathIterator.SEG_QUADTO -> {
                    s.curveTo(
                            x + (atX + 2 * to[0]) / 3,
                            (atY + 2 * to[1]) / 3,
                            x + (to[2] + 2 * to[0]) / 3,
                            (to[3] + 2 * to[1]) / 3,
                            x + to[2],
                            to[3]);
                    to[0] = to[2];
                    to[1] = to[3];
                }
                default -> s.closePath();
            }
            atX = to[0];
            atY = to[1];
        }
    }

    public void line(float x, float y, float toX, float toY, float wide) {
        draw(s -> {
            s.setStrokingColor(0f);
            s.setLineWidth(wide);
            s.moveTo(x, height - y);
            s.lineTo(toX, height - toY);
            s.stroke();
        });
    }

    public void box(float x, float y, float w, float h, float wide) {
        draw(s -> {
            s.setStrokingColor(0f);
            s.setLineWidth(wide);
            s.addRect(x, height - y - h, w, h);
            s.stroke();
        });
    }

    public void fill(float x, float y, float w, float h, float grey) {
        draw(s -> {
            s.setNonStrokingColor(grey);
            s.addRect(x, height - y - h, w, h);
            s.fill();
        });
    }

    /** A square code that leads to an address (ISO/IEC 18004, a quarter of it may be lost), its quiet border included. */
    public void code(float x, float y, float side, String address) {
        try {
            var bits = SquareCode.of(address);
            float dot = side / bits.getWidth();
            fill(x, y, side, side, 1);
            draw(s -> {
                s.setNonStrokingColor(0f);
                for (int row = 0; row < bits.getHeight(); row++) {
                    for (int column = 0; column < bits.getWidth(); column++) {
                        if (bits.get(column, row)) {
                            s.addRect(x + column * dot, height - y - (row + 1) * dot, dot, dot);
                        }
                    }
                }
                s.fill();
            });
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a code: " + address, e);
        }
    }

    public void write(OutputStream to) {
        try {
            if (on != null) {
                on.close();
                on = null;
            }
            document.save(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (owned) {
                face.close();
            }
        }
    }
}
