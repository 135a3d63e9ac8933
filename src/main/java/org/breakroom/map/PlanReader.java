package org.breakroom.map;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.springframework.stereotype.Component;

/**
 * Turns what was uploaded, an image or a page of a PDF, into a small PNG without anything else that was in the file. It is
 * read in a process of its own with little memory and little time, so that a file made to harm harms only that.
 */
@Component
class PlanReader {
    /** What became of a file. */
    sealed interface Result {
        /** It is a drawing. */
        record Drawing(Maps.Plan plan) implements Result {}

        /** It is none, or takes more than a plan takes; the word names the sentence. */
        record Refused(String word) implements Result {}
    }

    static final int BYTES_MAX = 20 * 1024 * 1024;
    private static final int SIDE_MAX = 1600;
    private static final long PIXELS_MAX = 60_000_000;
    private static final int SECONDS_MAX = 20;
    private static final int UNREADABLE = 3;
    private static final int TOO_LARGE = 4;
    private static final int NO_PAGE = 5;

    /** Each takes memory and a connection while it lasts. */
    private final Semaphore atOnce = new Semaphore(2);

    Result read(byte[] file, int page) throws IOException {
        if (file.length > BYTES_MAX) {
            return new Result.Refused("plan.tooLarge");
        }
        if (!atOnce.tryAcquire()) {
            return new Result.Refused("plan.busy");
        }
        try {
            return drawn(file, page);
        } finally {
            atOnce.release();
        }
    }

    private static Result drawn(byte[] file, int page) throws IOException {
        var folder = Files.createTempDirectory("plan");
        var in = folder.resolve("in");
        var out = folder.resolve("out");
        try {
            Files.write(in, file);
            int ended = run(in, out, page, folder);
            if (ended != 0 || !Files.exists(out)) {
                return new Result.Refused(
                        switch (ended) {
                            case UNREADABLE -> "plan.unreadable";
                            case NO_PAGE -> "plan.noPage";
                            default -> "plan.tooLarge";
                        });
            }
            var png = Files.readAllBytes(out);
            var image = ImageIO.read(new ByteArrayInputStream(png));
            return new Result.Drawing(new Maps.Plan(png, image.getWidth(), image.getHeight()));
        } finally {
            for (var f : new Path[] {in, out}) {
                Files.deleteIfExists(f);
            }
            try (var left = Files.list(folder)) {
                for (var f : left.toList()) {
                    Files.deleteIfExists(f);
                }
            }
            Files.deleteIfExists(folder);
        }
    }

    private static int run(Path in, Path out, int page, Path folder) throws IOException {
        var java = ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var child = new ProcessBuilder(
                        java,
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "-Dpdfbox.fontcache=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlanReader.class.getName(),
                        in.toString(),
                        out.toString(),
                        String.valueOf(page))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (child.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                return child.exitValue();
            }
            return TOO_LARGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TOO_LARGE;
        } finally {
            child.destroyForcibly();
        }
    }

    /** The reading itself: a file in, a PNG out, and how it ended. */
    public static void main(String[] args) throws IOException {
        int ended = 0;
        try {
            var file = Files.readAllBytes(Path.of(args[0]));
            var image = isPdf(file) ? page(file, Integer.parseInt(args[2])) : picture(file);
            if (image.isEmpty()) {
                ended = isPdf(file) ? NO_PAGE : UNREADABLE;
            } else {
                var png = new ByteArrayOutputStream();
                ImageIO.write(small(image.get()), "png", png);
                Files.write(Path.of(args[1]), png.toByteArray());
            }
        } catch (OutOfMemoryError | TooLarge e) {
            ended = TOO_LARGE;
        } catch (IOException | RuntimeException e) {
            ended = UNREADABLE;
        }
        System.exit(ended);
    }

    /** More dots than any plan has. */
    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static boolean isPdf(byte[] file) {
        return file.length > 4 && file[0] == '%' && file[1] == 'P' && file[2] == 'D' && file[3] == 'F';
    }

    private static Optional<BufferedImage> page(byte[] file, int number) throws IOException {
        try (var document = Loader.loadPDF(file)) {
            if (number < 1 || number > document.getNumberOfPages()) {
                return Optional.empty();
            }
            var size = document.getPage(number - 1).getCropBox();
            float longest = Math.max(1, Math.max(size.getWidth(), size.getHeight()));
            return Optional.of(new PDFRenderer(document).renderImage(number - 1, SIDE_MAX / longest, ImageType.RGB));
        }
    }

    private static Optional<BufferedImage> picture(byte[] file) throws IOException {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            var reader = readers.next();
            reader.setInput(in);
            long wide = reader.getWidth(0);
            long high = reader.getHeight(0);
            if (wide * high > PIXELS_MAX) {
                throw new TooLarge();
            }
            var asked = reader.getDefaultReadParam();
            int step = (int) Math.max(1, Math.max(wide, high) / SIDE_MAX);
            asked.setSourceSubsampling(step, step, 0, 0);
            return Optional.of(reader.read(0, asked));
        }
    }

    /** At most {@link #SIDE_MAX} dots a side, and nothing of the file but the dots. */
    private static BufferedImage small(BufferedImage image) {
        double scale = Math.min(1, (double) SIDE_MAX / Math.max(image.getWidth(), image.getHeight()));
        int wide = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int high = Math.max(1, (int) Math.round(image.getHeight() * scale));
        var copy = new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
        var pen = copy.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.setColor(java.awt.Color.WHITE);
        pen.fillRect(0, 0, wide, high);
        pen.drawImage(image, 0, 0, wide, high, null);
        pen.dispose();
        return copy;
    }
}
