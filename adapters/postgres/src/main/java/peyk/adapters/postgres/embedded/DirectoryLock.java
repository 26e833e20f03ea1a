package peyk.adapters.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reserves a directory for one user. A file lock keeps other processes out, until this process
 * dies. A set of our own locks keeps this process out, because closing a second channel of the same
 * file would release the lock.
 */
public final class DirectoryLock implements AutoCloseable {
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * @throws IllegalStateException if it is taken
   */
  public static DirectoryLock take(Path directory) throws IOException {
    var real = directory.toRealPath();
    if (!OURS.add(real)) {
      throw taken(directory);
    }
    try {
      return new DirectoryLock(real, lock(directory));
    } catch (IOException | RuntimeException e) {
      OURS.remove(real);
      throw e;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    var channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw taken(directory);
    }
    return channel;
  }

  private static IllegalStateException taken(Path directory) {
    return new IllegalStateException(
        "another process is using the database in " + directory + ": stop it first");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      OURS.remove(directory);
    }
  }
}
