package org.breakroom.paper;

import com.google.zxing.LuminanceSource;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import org.jspecify.annotations.Nullable;

/** A picture in greys, one byte a dot, as the reader of codes wants it. */
final class Grey extends LuminanceSource {
    private static final int BITS = 4;
    private static final int GREYS = 1 << BITS;
    private static final int PART_BITS = 8;
    private static final int PART_MASK = (1 << PART_BITS) - 1;

    private final byte[] dots;

    private Grey(int wide, int high) {
        super(wide, high);
        dots = new byte[wide * high];
    }

    /** @param image in ints of red, green and blue */
    static Grey of(BufferedImage image) {
        var grey = new Grey(image.getWidth(), image.getHeight());
        var dots = grey.dots;
        var colours = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < dots.length; i++) {
            int c = colours[i];
            // How bright the eye finds red, green and blue (ITU-R BT.601), in parts of 256.
            dots[i] = (byte) ((77 * (c >> 16 & 0xff) + 150 * (c >> 8 & 0xff) + 29 * (c & 0xff)) >> 8);
        }
        return grey;
    }

    Grey atMost(int side) {
        return Math.max(getWidth(), getHeight()) <= side ? this : sized(side);
    }

    /** With so many dots on the longer side, each a mean of the four nearest; made to less than half, it loses lines. */
    Grey sized(int side) {
        int longer = Math.max(getWidth(), getHeight());
        if (longer == side) {
            return this;
        }
        var sized = new Grey(sized(getWidth(), side, longer), sized(getHeight(), side, longer));
        int wide = sized.getWidth();
        var lefts = new int[wide];
        var rights = new int[wide];
        var parts = new int[wide];
        for (int x = 0; x < wide; x++) {
            int at = place(x, wide, getWidth());
            lefts[x] = at >> PART_BITS;
            rights[x] = Math.min(lefts[x] + 1, getWidth() - 1);
            parts[x] = at & PART_MASK;
        }
        var from = dots;
        var to = sized.dots;
        for (int y = 0; y < sized.getHeight(); y++) {
            int at = place(y, sized.getHeight(), getHeight());
            int upper = (at >> PART_BITS) * getWidth();
            int lower = Math.min((at >> PART_BITS) + 1, getHeight() - 1) * getWidth();
            int part = at & PART_MASK;
            for (int x = 0; x < wide; x++) {
                int left = between(from[upper + lefts[x]] & 0xff, from[lower + lefts[x]] & 0xff, part);
                int right = between(from[upper + rights[x]] & 0xff, from[lower + rights[x]] & 0xff, part);
                to[y * wide + x] = (byte) between(left, right, parts[x]);
            }
        }
        return sized;
    }

    private static int sized(int length, int side, int longer) {
        return Math.max(1, (int) Math.round((double) length * side / longer));
    }

    /** Where the middle of a dot lies among so many others, in parts of a dot. */
    private static int place(int at, int of, int among) {
        double middle = (at + .5) * among / of - .5;
        return (int) Math.round(Math.clamp(middle, 0, among - 1) * (1 << PART_BITS));
    }

    private static int between(int a, int b, int part) {
        return a + ((b - a) * part >> PART_BITS);
    }

    /** The upper or the lower half of it. */
    Grey half(boolean lower) {
        int high = getHeight() / 2;
        var half = new Grey(getWidth(), high);
        System.arraycopy(dots, lower ? (getHeight() - high) * getWidth() : 0, half.dots, 0, half.dots.length);
        return half;
    }

    /** Each dot the average of nine, so that the grain of a photo is not taken for the edge of a module. */
    Grey soft() {
        int wide = getWidth();
        var soft = new Grey(wide, getHeight());
        var from = dots;
        var to = soft.dots;
        System.arraycopy(from, 0, to, 0, from.length);
        var threes = new int[wide];
        for (int at = wide; at < from.length - wide; at += wide) {
            for (int x = 0; x < wide; x++) {
                threes[x] = (from[at + x - wide] & 0xff) + (from[at + x] & 0xff) + (from[at + x + wide] & 0xff);
            }
            for (int x = 1; x < wide - 1; x++) {
                to[at + x] = (byte) ((threes[x - 1] + threes[x] + threes[x + 1]) / 9);
            }
        }
        return soft;
    }

    /** In sixteen greys: writing stays legible, and the grain of white paper, most of a scan's bytes, goes. */
    BufferedImage image() {
        var greys = new byte[GREYS];
        for (int i = 0; i < GREYS; i++) {
            greys[i] = (byte) (i * 0xff / (GREYS - 1));
        }
        var image = new BufferedImage(
                getWidth(),
                getHeight(),
                BufferedImage.TYPE_BYTE_BINARY,
                new IndexColorModel(BITS, GREYS, greys, greys, greys));
        var packed = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int line = (getWidth() + 1) / 2;
        for (int y = 0; y < getHeight(); y++) {
            for (int x = 0; x < getWidth(); x++) {
                int nearest = ((dots[y * getWidth() + x] & 0xff) * (GREYS - 1) + 0x7f) / 0xff;
                packed[y * line + x / 2] |= (byte) (x % 2 == 0 ? nearest << BITS : nearest);
            }
        }
        return image;
    }

    @Override
    public byte[] getRow(int y, byte @Nullable [] row) {
        var line = row == null || row.length < getWidth() ? new byte[getWidth()] : row;
        System.arraycopy(dots, y * getWidth(), line, 0, getWidth());
        return line;
    }

    @Override
    public byte[] getMatrix() {
        return dots;
    }

    @Override
    public boolean isRotateSupported() {
        return true;
    }

    @Override
    public Grey rotateCounterClockwise() {
        var turned = new Grey(getHeight(), getWidth());
        for (int y = 0; y < turned.getHeight(); y++) {
            for (int x = 0; x < turned.getWidth(); x++) {
                turned.dots[y * turned.getWidth() + x] = dots[x * getWidth() + getWidth() - 1 - y];
            }
        }
        return turned;
    }
}
