package org.breakroom.ui;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Packs a whole page for the way (RFC 1952). The server would do it too, but in pieces of 512 bytes and with a fresh
 * compressor each time, which took longer than making the page.
 */
final class Packer {
    /** Below this the envelope is not worth it. */
    static final int FROM = 1024;

    /** Pages repeat themselves so much that the cheap levels pack them nearly as small as the dear ones. */
    private static final int LEVEL = 3;

    private static final byte[] HEAD = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int BUFFER = 16 * 1024;

    private final ConcurrentLinkedQueue<Deflater> idle = new ConcurrentLinkedQueue<>();

    /** Whether the browser takes it. */
    static boolean wanted(@Nullable String accepts) {
        return accepts != null
                && accepts.contains("gzip")
                && !accepts.replace(" ", "").matches(".*gzip;q=0(\\.0*)?(,.*)?");
    }

    byte[] pack(byte[] page) {
        var deflater = idle.poll();
        if (deflater == null) {
            deflater = new Deflater(LEVEL, true);
        }
        try {
            deflater.setInput(page);
            deflater.finish();
            var out = new ByteArrayOutputStream(BUFFER);
            out.writeBytes(HEAD);
            var buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            var sum = new CRC32();
            sum.update(page);
            number(out, sum.getValue());
            number(out, page.length);
            return out.toByteArray();
        } finally {
            deflater.reset();
            idle.add(deflater);
        }
    }

    /** Four bytes, the least first. */
    private static void number(ByteArrayOutputStream out, long value) {
        for (int bits = 0; bits < Integer.SIZE; bits += Byte.SIZE) {
            out.write((int) (value >>> bits));
        }
    }
}
