package org.breakroom.paper;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;

/** The reading itself, a program of its own that {@link Pictures} starts: a file in, PNGs out, and how it ended. */
final class PictureReader {
    static final String IN = "in";
    static final String ONE = "one";
    static final String ALL = "all";
    /** So many cards a sheet has that was not cut. */
    static final int PARTS_MAX = 2;

    private static final long PIXELS_MAX = 60_000_000;

    /** A stack of cards is to be read within its time; made smaller, a scan looks no better for more care. */
    private static final RenderingHints QUICK = new RenderingHints(Map.of(
            RenderingHints.KEY_INTERPOLATION,
            RenderingHints.VALUE_INTERPOLATION_BILINEAR,
            RenderingHints.KEY_ANTIALIASING,
            RenderingHints.VALUE_ANTIALIAS_ON));

    private final Path folder;
    private final boolean all;
    private int written;

    private PictureReader(Path folder, boolean all) {
        this.folder = folder;
        this.all = all;
    }

    static Path png(Path folder, int page) {
        return folder.resolve(page + ".png");
    }

    /** Width, height and the code, each on a line; the code may have more. */
    static Path about(Path folder, int page) {
        return folder.resolve(page + ".txt");
    }

    /** Why a file is not read. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int ended;

        Refused(int ended) {
            this.ended = ended;
        }
    }

    public static void main(String[] args) {
        int ended = 0;
        try {
            new PictureReader(Path.of(args[0]), args[1].equals(ALL)).read(Integer.parseInt(args[2]));
        } catch (OutOfMemoryError e) {
            ended = Pictures.TOO_LARGE;
        } catch (Refused e) {
            ended = e.ended;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            ended = Pictures.UNREADABLE;
        }
        System.exit(ended);
    }

    /** @param number the page that is wanted; of all, how many there may be */
    private void read(int number) throws IOException {
        var file = folder.resolve(IN);
        int side = all ? SquareCode.SIDE : Pictures.SIDE_MAX;
        if (!isPdf(file)) {
            write(picture(file, side));
            return;
        }
        try (var document = Loader.loadPDF(file.toFile())) {
            int pages = document.getNumberOfPages();
            if (all && pages > number) {
                throw new Refused(Pictures.TOO_MANY_PAGES);
            }
            if (!all && (number < 1 || number > pages)) {
                throw new Refused(Pictures.NO_PAGE);
            }
            for (int page = all ? 1 : number; page <= (all ? pages : number); page++) {
                write(page(document, page - 1, side));
            }
        }
    }

    private static boolean isPdf(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Pictures.Kind.of(in.readNBytes(Pictures.KIND_BYTES)) == Pictures.Kind.PDF;
        }
    }

    private void write(BufferedImage image) throws IOException {
        int longer = Math.max(image.getWidth(), image.getHeight());
        if (!all) {
            keep(drawn(image, Math.min(Pictures.SIDE_MAX, longer)), null);
            return;
        }
        var grey = Grey.of(drawn(image, longer)).atMost(SquareCode.SIDE_LARGE);
        for (var part : parts(grey)) {
            keep(part.page().atMost(Pictures.SIDE_MAX).image(), part.code());
        }
    }

    private record Part(Grey page, @Nullable String code) {}

    /** A sheet that was not cut has two cards, one above the other, and is two pictures: each has a code of its own. */
    private static List<Part> parts(Grey page) {
        if (page.getHeight() > page.getWidth()) {
            var upper = page.half(false);
            var one = SquareCode.plainlyOn(upper);
            var lower = page.half(true);
            var two = one == null ? null : SquareCode.plainlyOn(lower);
            if (two != null && !two.equals(one)) {
                return List.of(new Part(upper, one), new Part(lower, two));
            }
        }
        return List.of(new Part(page, SquareCode.on(page)));
    }

    private void keep(BufferedImage kept, @Nullable String code) throws IOException {
        written++;
        ImageIO.write(kept, "png", png(folder, written).toFile());
        Files.writeString(
                about(folder, written), kept.getWidth() + "\n" + kept.getHeight() + "\n" + (code == null ? "" : code));
    }

    private BufferedImage page(PDDocument document, int at, int side) throws IOException {
        var size = document.getPage(at).getCropBox();
        float longest = Math.max(1, Math.max(size.getWidth(), size.getHeight()));
        var renderer = new PDFRenderer(document);
        if (all) {
            // A card scanned too finely fits into memory when dots are left out; a plan would lose its thin lines.
            renderer.setSubsamplingAllowed(true);
            renderer.setRenderingHints(QUICK);
        }
        return renderer.renderImage(at, side / longest, ImageType.RGB);
    }

    /** The image, read with less than twice as many dots a side as asked for. */
    private static BufferedImage picture(Path file, int side) throws IOException {
        try (var in = ImageIO.createImageInputStream(file.toFile())) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new Refused(Pictures.UNREADABLE);
            }
            var reader = readers.next();
            reader.setInput(in);
            long wide = reader.getWidth(0);
            long high = reader.getHeight(0);
            if (wide * high > PIXELS_MAX) {
                throw new Refused(Pictures.TOO_LARGE);
            }
            var asked = reader.getDefaultReadParam();
            int step = (int) Math.max(1, Math.max(wide, high) / side);
            asked.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, asked);
        }
    }

    /** On white, with so many dots on the longer side, and nothing of the file but the dots. */
    private static BufferedImage drawn(BufferedImage image, int side) {
        double scale = (double) side / Math.max(image.getWidth(), image.getHeight());
        int wide = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int high = Math.max(1, (int) Math.round(image.getHeight() * scale));
        var copy = new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
        var pen = copy.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, wide, high);
        pen.drawImage(image, 0, 0, wide, high, null);
        pen.dispose();
        return copy;
    }
}
