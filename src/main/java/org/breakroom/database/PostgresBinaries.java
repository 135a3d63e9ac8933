package org.breakroom.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL for this machine, unpacked once into a folder. */
record PostgresBinaries(Path home) {
    private static final String VERSION = "18.6";

    Path folder() throws IOException {
        var target = home.resolve("pgsql-" + VERSION);
        if (Files.isDirectory(target)) {
            return target;
        }
        var name = "postgres-" + platform() + ".txz";
        var aside = Files.createTempDirectory(home, "unpack");
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + name)) {
            if (packed == null) {
                throw new CannotStart("There is no embedded PostgreSQL for this machine (" + name
                        + "): name a server in BREAKROOM_DATABASE_URL.");
            }
            unpack(packed, aside);
        }
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    private static String platform() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arm = System.getProperty("os.arch").equals("aarch64");
        var kind = os.contains("win") ? "windows" : os.contains("mac") ? "darwin" : "linux";
        return kind + (arm ? "-arm_64" : "-x86_64");
    }

    private static void unpack(InputStream packed, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                var file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("an entry points outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.resolve("..").normalize());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true, false)) {
                        throw new IOException("cannot be made a program: " + file);
                    }
                }
            }
        }
    }
}
