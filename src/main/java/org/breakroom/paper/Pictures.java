package org.breakroom.paper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns what was uploaded, an image or pages of a PDF, into small PNGs without anything else that was in the file. It is
 * read in a process of its own ({@link PictureReader}) with little memory and little time, so that a file made to harm
 * harms only that. Nothing of the file is unpacked here, and what the process says is held to a size before it is read.
 */
@Component
public class Pictures {
    /** What became of a file. */
    public sealed interface Result {
        /** It is one or several pictures, in the order of the file. */
        record Read(List<Picture> pictures) implements Result {}

        /** It is none, or takes more than may be taken; the word names the sentence. */
        record Refused(String word) implements Result {}
    }

    /**
     * A page or an image, no side longer than 1600 dots.
     *
     * @param code what the square code on it says; null where none was found or looked for
     */
    public record Picture(
            byte[] png, int wide, int high, @Nullable String code) {}

    public static final int BYTES_MAX = 20 * 1024 * 1024;
    static final int SIDE_MAX = 1600;
    private static final Duration TIME_MAX = Duration.ofSeconds(20);

    /** What each page that was read adds, so that fifty are also read where a second core is wanting. */
    private static final Duration TIME_A_PAGE = Duration.ofMillis(500);

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** Fifty pages of sixteen greys, or one in colour, without any packing. */
    private static final long ANSWER_MAX = 64L * 1024 * 1024;

    /** A square code holds 7,089 digits at most. */
    private static final long CODE_MAX = 16 * 1024;

    /** So many bytes tell what a file is. */
    static final int KIND_BYTES = 9;

    static final int UNREADABLE = 3;
    static final int TOO_LARGE = 4;
    static final int NO_PAGE = 5;
    static final int TOO_MANY_PAGES = 6;

    /** Each takes memory and a connection while it lasts. */
    final Semaphore atOnce = new Semaphore(2);

    /** One page of a PDF, counted from 1, or the image, in its colours. */
    public Result read(byte[] file, int page) throws IOException {
        return read(file, PictureReader.ONE, page, 1);
    }

    /**
     * All pages of a PDF, or the image, in sixteen greys and with their codes.
     *
     * @param pagesMax more are refused with a word whose sentence takes this number
     */
    public Result readAll(byte[] file, int pagesMax) throws IOException {
        return read(file, PictureReader.ALL, pagesMax, pagesMax * PictureReader.PARTS_MAX);
    }

    private Result read(byte[] file, String what, int number, int most) throws IOException {
        if (file.length > BYTES_MAX) {
            return refused(TOO_LARGE);
        }
        if (Kind.of(file) == null) {
            return refused(UNREADABLE);
        }
        if (!atOnce.tryAcquire()) {
            return new Result.Refused("plan.busy");
        }
        try {
            return inFolder(file, what, number, most);
        } finally {
            atOnce.release();
        }
    }

    private static Result refused(int ended) {
        return new Result.Refused(
                switch (ended) {
                    case UNREADABLE -> "plan.unreadable";
                    case NO_PAGE -> "plan.noPage";
                    case TOO_MANY_PAGES -> "plan.tooManyPages";
                    default -> "plan.tooLarge";
                });
    }

    /** What is tried at all, told by how it begins: a script, a page or an archive does not get as far as a parser. */
    enum Kind {
        PDF("%PDF"),
        PNG("\u0089PNG\r\n\u001a\n"),
        JPEG("\u00ff\u00d8\u00ff"),
        GIF("GIF8"),
        BMP("BM");

        private final byte[] begins;

        Kind(String begins) {
            this.begins = begins.getBytes(StandardCharsets.ISO_8859_1);
        }

        static @Nullable Kind of(byte[] file) {
            for (var kind : values()) {
                int length = kind.begins.length;
                if (file.length > length && java.util.Arrays.equals(file, 0, length, kind.begins, 0, length)) {
                    return kind;
                }
            }
            return null;
        }
    }

    private static Result inFolder(byte[] file, String what, int number, int most) throws IOException {
        var folder = Files.createTempDirectory("pictures");
        try {
            Files.write(folder.resolve(PictureReader.IN), file);
            int ended = ended(start(folder, what, number), folder, most);
            return ended == 0 ? gathered(folder, most) : refused(ended);
        } finally {
            try (var left = Files.list(folder)) {
                for (var f : left.toList()) {
                    Files.deleteIfExists(f);
                }
            }
            Files.deleteIfExists(folder);
        }
    }

    private static Process start(Path folder, String what, int number) throws IOException {
        var java = ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return new ProcessBuilder(
                        java,
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-Djava.io.tmpdir=" + folder,
                        "-Dpdfbox.fontcache=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PictureReader.class.getName(),
                        folder.toString(),
                        what,
                        String.valueOf(number))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int ended(Process child, Path folder, int most) {
        try {
            long began = System.nanoTime();
            while (!child.waitFor(LOOK_EVERY)) {
                var taken = Duration.ofNanos(System.nanoTime() - began);
                if (taken.compareTo(TIME_MAX.plus(TIME_A_PAGE.multipliedBy(written(folder, most)))) > 0) {
                    return TOO_LARGE;
                }
            }
            return child.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TOO_LARGE;
        } finally {
            // Waited for, because it could still write into the folder that is emptied next.
            child.destroyForcibly().onExit().join();
        }
    }

    /** How many pages are there; the process may not say more than were asked for. */
    private static int written(Path folder, int most) {
        int page = 0;
        while (page < most && Files.exists(PictureReader.about(folder, page + 1))) {
            page++;
        }
        return page;
    }

    private static Result gathered(Path folder, int most) throws IOException {
        var pictures = new ArrayList<Picture>();
        long bytes = 0;
        int pages = written(folder, most);
        for (int page = 1; page <= pages; page++) {
            var png = PictureReader.png(folder, page);
            var about = PictureReader.about(folder, page);
            bytes += Files.size(png);
            if (bytes > ANSWER_MAX || Files.size(about) > CODE_MAX) {
                return refused(TOO_LARGE);
            }
            var said = Files.readString(about).split("\n", 3);
            pictures.add(new Picture(
                    Files.readAllBytes(png),
                    Integer.parseInt(said[0]),
                    Integer.parseInt(said[1]),
                    said[2].isEmpty() ? null : said[2]));
        }
        return pictures.isEmpty() ? refused(UNREADABLE) : new Result.Read(pictures);
    }
}
