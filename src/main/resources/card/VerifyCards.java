import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;

/**
 * Checks an export of signed cards without Breakroom: java VerifyCards.java EXPORT [--key PUBLISHED-KEY]... [--commitment KEPT]..., a key for
 * each the local has published, a commitment for each that somebody outside has kept.
 * EXPORT is the zip of a filing or the file chain.txt in it. Needs Java 17 or newer and nothing else, no network either.
 *
 * <p>The file has a line for each link of a local's chain, in order, its fields parted by tabs as name=value; in a value a
 * backslash, tab, line feed and carriage return are written \\, \t, \n, \r. The last two are previous, the hash of the line
 * before (64 zeros on the first), and hash: the SHA-256, in lower hex, of previous, a tab and the SHA-256 of the body, which is
 * everything in front of previous, in UTF-8. Links that do not belong to the export are closed: the hash of their body stands for
 * it. Lines that begin with head hold what was published of a day: commitment is the SHA-256 of local, day, number and hash parted by tabs, signed by Ed25519.
 * The line that begins with end holds the same of the day of the export: links cut off the file are missed by it. In a zip a line
 * for each of its files follows, with its name and hash, and the last line, files: the SHA-256 of the end's commitment, a line feed and
 * those lines, signed. Every file is held against them; and the pages in scans against their cards, or steps of them, which name their hash.
 *
 * <p>Ends with 0 when all is right, with 1 when something is wrong, and names each line that is; with 2 when it cannot read.
 */
public final class VerifyCards {
    private static final String BEGINNING = "0".repeat(64);
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, String> hashOf = new LinkedHashMap<>();
    private String local = "";
    private String key = "";
    private int cards;
    private int steps;
    private int closed;
    private int heads;
    private int scans;
    private int extra;
    private long last;
    private boolean ended;
    private boolean listed;
    private String commitment = "";
    private final StringBuilder listing = new StringBuilder();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private final Set<String> commitments = new HashSet<>();
    private final Map<String, String> numberOf = new HashMap<>();
    private final Map<String, Set<String>> scansOf = new HashMap<>();

    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            System.err.println("java VerifyCards.java EXPORT [--key KEY] [--commitment COMMITMENT]");
            System.exit(2);
        }
        var check = new VerifyCards();
        for (int i = 1; i + 1 < args.length; i += 2) {
            if (args[i].equals("--key")) {
                check.keys.add(args[i + 1]);
            } else if (args[i].equals("--commitment")) {
                check.kept.add(args[i + 1]);
            }
        }
        try {
            check.all(Path.of(args[0]));
        } catch (IOException e) {
            System.err.println("The file " + args[0] + " cannot be read: " + e.getMessage());
            System.exit(2);
        }
        check.wrong.forEach(w -> System.out.println("WRONG " + w));
        System.out.println(check.cards + " cards, " + check.steps + " steps, " + check.closed + " closed links, " + check.heads
                + " signed days of local " + check.local + ": " + (check.wrong.isEmpty() ? "all right" : check.wrong.size() + " wrong"));
        System.out.println(check.scans + " pages, " + check.extra + " that no card names.");
        System.out.println("Key: " + check.key + " (compare it with the one that the local publishes)");
        System.exit(check.wrong.isEmpty() ? 0 : 1);
    }

    private void all(Path file) throws IOException {
        var start = new byte[2];
        try (var in = Files.newInputStream(file)) {
            if (in.read(start) != 2 || start[0] != 'P' || start[1] != 'K') {
                read(Files.readAllBytes(file));
                return;
            }
        }
        try (var zip = new ZipFile(file.toFile())) {
            var entry = zip.getEntry("chain.txt");
            if (entry == null) {
                throw new IOException("there is no chain.txt in it");
            }
            try (var inside = zip.getInputStream(entry)) {
                var bytes = inside.readAllBytes();
                read(bytes);
                files.put(entry.getName(), sha256(bytes));
            }
            if (!listed) {
                wrong.add("the signed list of the filing's files is missing");
            }
            for (var e : Collections.list(zip.entries())) {
                try (var inside = zip.getInputStream(e)) {
                    file(e.getName(), inside.readAllBytes());
                }
            }
        }
        files.keySet().forEach(name -> wrong.add(name + ": this file of the filing is missing"));
        scansOf.forEach((number, missing) -> missing.forEach(hash ->
                wrong.add("card " + number + ": the page with the hash " + hash + " is not in the file")));
    }

    /** A file of the filing is as it was when the filing was made. */
    private void file(String name, byte[] content) {
        var hash = files.remove(name);
        if (hash == null) {
            wrong.add(name + ": this is no file of the filing, or it is in it twice");
        } else if (!hash.equals(sha256(content))) {
            wrong.add(name + ": altered, its hash says otherwise");
        }
        if (name.startsWith("scans/")) {
            scan(name, content);
        }
    }

    /** A page is that of its card when the card, or a step of it, names its hash. */
    private void scan(String name, byte[] picture) {
        var number = name.replaceFirst("^scans/0*", "").replaceFirst("-.*$", "");
        scans++;
        var known = scansOf.get(number);
        if (known == null || !known.remove(sha256(picture))) {
            extra++;
            System.out.println("NOTE " + name + ": no card and no step names this page");
        }
    }

    /** What is wrong with an export, a sentence a line; nothing when all is right. */
    public static List<String> wrong(byte[] file) {
        var check = new VerifyCards();
        check.read(file);
        return check.wrong;
    }

    private void read(byte[] file) {
        var before = BEGINNING;
        var lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
        for (int line = 0; line < lines.length - 1; line++) {
            var bytes = lines[line].getBytes(StandardCharsets.ISO_8859_1);
            var text = new String(bytes, StandardCharsets.UTF_8);
            if (!Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
                wrong.add(name(line, last + 1) + ": it is no text");
            }
            switch (line == 0 ? "first" : text.replaceFirst("\t.*$", "")) {
                case "first" -> head(text);
                case "head" -> heads += day(line, fields(text));
                case "end" -> end(line, fields(text));
                case "file" -> {
                    files.put(fields(text).get("name"), fields(text).get("sha256"));
                    listing.append(text).append('\n');
                }
                case "files" -> files(line, fields(text));
                default -> {
                    if (before.isEmpty() && !text.contains("\tentry=")) {
                        wrong.add(name(line, last) + ": a part of the altered link before it");
                        continue;
                    }
                    last++;
                    before = link(line, before, text);
                }
            }
        }
        if (!lines[lines.length - 1].isEmpty()) {
            wrong.add("line " + lines.length + ": the file ends in the middle of it");
        }
        if (last == 0) {
            wrong.add("line 1: there is no card in the file");
        }
        if (!ended) {
            wrong.add("the signed end of the export is missing: links may have been cut off");
        }
        kept.removeAll(commitments);
        kept.forEach(c -> wrong.add("the commitment " + c + " that somebody kept is not in the file"));
    }

    private void end(int line, Map<String, String> f) {
        ended = true;
        day(line, f);
        if (!f.getOrDefault("number", "").equals(String.valueOf(last))) {
            wrong.add("line " + (line + 1) + ": the export ended with another link when it was signed");
        }
    }

    /** The list of files is that of this export, and signed. */
    private void files(int line, Map<String, String> f) {
        listed = true;
        var hash = sha256(commitment + "\n" + listing);
        if (!hash.equals(f.get("sha256"))) {
            wrong.add("line " + (line + 1) + ": the list of files is not the one that was signed");
        }
        signed("line " + (line + 1), f, hash);
    }

    private static String name(int line, long number) {
        return "line " + (line + 1) + (number > 0 && line > 0 ? " (link " + number + ")" : "");
    }

    private void head(String text) {
        var fields = fields(text.replaceFirst("^breakroom-cards\t1\t", ""));
        local = fields.getOrDefault("local", "");
        key = fields.getOrDefault("key", "");
        if (!keys.isEmpty() && !keys.contains(key)) {
            wrong.add("line 1: it names another key than the published one");
        } else if (keys.isEmpty()) {
            keys.add(key);
        }
        if (!text.startsWith("breakroom-cards\t1\t") || local.isEmpty() || key.isEmpty()) {
            wrong.add("line 1: this is no export of cards, format 1");
        }
    }

    /** Checks one link and returns the hash that the next one has to name; empty when this one is altered. */
    private String link(int line, String before, String text) {
        var where = name(line, last);
        var number = String.valueOf(last);
        var fields = fields(text);
        var said = fields.getOrDefault("hash", "");
        var previous = fields.getOrDefault("previous", "");
        var kind = fields.getOrDefault("entry", "");
        var tail = "\tprevious=" + previous + "\thash=" + said;
        boolean right = text.endsWith(tail) && fields.getOrDefault("number", "").equals(number);
        var content = text.endsWith(tail) ? text.substring(0, text.length() - tail.length()) : "";
        var body = kind.equals("closed") ? fields.getOrDefault("body", "") : sha256(content);
        if (kind.equals("closed")) {
            closed++;
            right &= content.equals("number=" + number + "\tentry=closed\tbody=" + body);
        }
        right &= said.equals(sha256(previous + "\t" + body));
        hashOf.put(number, said);
        cards += kind.equals("card") ? 1 : 0;
        steps += kind.equals("step") ? 1 : 0;
        if (!right || !kind.matches("card|step|closed")) {
            wrong.add(where + ": altered, its hash says otherwise" + who(fields));
            return "";
        }
        if (!before.isEmpty() && !previous.equals(before)) {
            wrong.add(where + ": it does not follow the link before it" + who(fields));
        }
        if (kind.equals("card")) {
            numberOf.put(fields.get("id"), number);
            page(number, fields.getOrDefault("scan_sha256", ""));
        } else if (kind.equals("step") && fields.getOrDefault("words", "").startsWith("SCAN ")) {
            page(numberOf.getOrDefault(fields.getOrDefault("card", ""), ""), fields.get("words").substring("SCAN ".length()));
        }
        if (kind.equals("card") && !sha256(fields.getOrDefault("words", "")).equals(fields.get("words_sha256"))) {
            wrong.add(where + ": the text is not the one that was signed" + who(fields));
        }
        return said;
    }

    private void page(String number, String hash) {
        if (!hash.isEmpty()) {
            scansOf.computeIfAbsent(number, n -> new HashSet<>()).add(hash);
        }
    }

    private static String who(Map<String, String> fields) {
        return fields.containsKey("name_typed") ? " (" + fields.get("name_typed") + ")" : "";
    }

    private int day(int line, Map<String, String> f) {
        var where = "line " + (line + 1) + " (day " + f.getOrDefault("day", "?") + ")";
        commitment = sha256(local + "\t" + f.get("day") + "\t" + f.get("number") + "\t" + f.get("hash"));
        commitments.add(commitment);
        if (!commitment.equals(f.get("commitment"))) {
            wrong.add(where + ": the commitment is not that of its day, number and hash");
        }
        if (!String.valueOf(f.get("hash")).equals(hashOf.get(f.get("number")))) {
            wrong.add(where + ": the chain of this file did not end like that on this day");
        }
        signed(where, f, commitment);
        return 1;
    }

    private void signed(String where, Map<String, String> f, String hash) {
        if (!keys.contains(f.getOrDefault("key", ""))) {
            wrong.add(where + ": it is signed by another key than the local's");
            return;
        }
        boolean right = false;
        try {
            var eye = Signature.getInstance("Ed25519");
            eye.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(f.get("key")))));
            eye.update(hash.getBytes(StandardCharsets.US_ASCII));
            right = eye.verify(Base64.getDecoder().decode(f.getOrDefault("signature", "")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // no key or no signature: wrong like one that does not fit
        }
        if (!right) {
            wrong.add(where + ": the signature is wrong");
        }
    }

    private static Map<String, String> fields(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (var part : text.split("\t", -1)) {
            int at = part.indexOf('=');
            if (at > 0) {
                fields.put(part.substring(0, at), plain(part.substring(at + 1)));
            }
        }
        return fields;
    }

    private static String plain(String value) {
        var out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\' || i + 1 == value.length()) {
                out.append(c);
                continue;
            }
            char next = value.charAt(++i);
            out.append(next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
        }
        return out.toString();
    }

    private static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
