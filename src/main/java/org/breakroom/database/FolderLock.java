package org.breakroom.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One Breakroom a data folder: the operating system lets go of the lock when its process ends, however it ends. */
record FolderLock(FileChannel file, FileLock lock) implements AutoCloseable {
    private static final String NAME = "lock";

    static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            var file = FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(file);
            if (lock == null) {
                file.close();
                throw new CannotStart("Another Breakroom is using " + folder.toAbsolutePath()
                        + ". Stop it first, or name another folder with --data.");
            }
            return new FolderLock(file, lock);
        } catch (IOException e) {
            throw new CannotStart("The folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    static boolean held(Path folder) throws IOException {
        var name = folder.resolve(NAME);
        if (Files.notExists(name)) {
            return false;
        }
        try (var file = FileChannel.open(name, StandardOpenOption.WRITE);
                var lock = tryLock(file)) {
            return lock == null;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
