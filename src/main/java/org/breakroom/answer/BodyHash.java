package org.breakroom.answer;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** SHA-256 over where a write goes and what it says: path, fields and files, without the tokens a form carries. */
final class BodyHash {
    private static final Set<String> TOKENS = Set.of("_key", "_csrf");

    /** Known to nobody, and gone with this process. */
    private static final byte[] SECRET = new SecureRandom().generateSeed(32);

    private BodyHash() {}

    static byte[] of(HttpServletRequest request) throws IOException {
        return of(request, new byte[0], "");
    }

    /**
     * A hash against which nobody can hold a guess of what was said: see {@link Unlinked}.
     *
     * @param write whose write it is and under which key, so that no two hashes are alike
     */
    static byte[] unlinked(HttpServletRequest request, String write) throws IOException {
        return of(request, SECRET, write);
    }

    private static byte[] of(HttpServletRequest request, byte[] secret, String write) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(secret);
            add(digest, write + request.getMethod() + " " + request.getRequestURI());
            for (var field : new TreeMap<>(request.getParameterMap()).entrySet()) {
                if (!TOKENS.contains(field.getKey())) {
                    add(digest, field.getKey());
                    for (var value : field.getValue()) {
                        add(digest, value);
                    }
                }
            }
            if (request instanceof MultipartHttpServletRequest files) {
                for (var file : new TreeMap<>(files.getFileMap()).values()) {
                    add(digest, file.getName() + "/" + file.getOriginalFilename());
                    try (var in = new DigestInputStream(file.getInputStream(), digest)) {
                        in.transferTo(java.io.OutputStream.nullOutputStream());
                    }
                }
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
