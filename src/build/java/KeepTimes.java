import java.nio.file.*;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * Gives a generated source the time it had when its text last changed. The templates are written anew in every build, and the
 * compiler, which goes by times, would compile every class again for it.
 */
public class KeepTimes {
    public static void main(String[] args) throws Exception {
        var sources = Path.of(args[0]);
        var kept = sources.resolveSibling(sources.getFileName() + ".times");
        var before = new Properties();
        if (Files.exists(kept)) {
            try (var in = Files.newBufferedReader(kept)) {
                before.load(in);
            }
        }
        List<Path> files;
        try (var walked = Files.walk(sources)) {
            files = walked.filter(Files::isRegularFile).toList();
        }
        var now = new Properties();
        for (var file : files) {
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            var hash = HexFormat.of().formatHex(digest);
            var name = sources.relativize(file).toString();
            var known = before.getProperty(name, "").split(" ");
            if (known[0].equals(hash)) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(Long.parseLong(known[1])));
            }
            now.setProperty(name, hash + " " + Files.getLastModifiedTime(file).toMillis());
        }
        try (var out = Files.newBufferedWriter(kept)) {
            now.store(out, null);
        }
    }
}
