package peyk.adapters.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps others out of a directory: other processes by a lock on a file, of which the system lets go
 * when this process dies, and ourselves by remembering what we have, because closing the same file
 * a second time would give the lock away.
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
   * @throws IllegalStateException if somebody has it
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
