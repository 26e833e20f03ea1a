package peyk.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory on a disk of its own that is soon full, if this user may mount one. */
final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "size=160m";
  private static final int PIECE = 64 * 1024;

  private final Path directory;
  private final boolean isMounted;

  private SmallDisk(Path directory, boolean isMounted) {
    this.directory = directory;
    this.isMounted = isMounted;
  }

  static SmallDisk mount(Path directory) {
    return new SmallDisk(
        directory,
        Processes.succeeds("mount", "-t", "tmpfs", "-o", SIZE, "peyk", directory.toString()));
  }

  boolean isSmall() {
    return isMounted;
  }

  void fill() throws IOException {
    try (var out = Files.newOutputStream(filling())) {
      while (true) {
        out.write(new byte[PIECE]);
      }
    } catch (IOException e) {
      if (directory.toFile().getUsableSpace() > PIECE) {
        throw e;
      }
    }
  }

  void free() throws IOException {
    Files.delete(filling());
  }

  private Path filling() {
    return directory.resolve("filling");
  }

  @Override
  public void close() {
    if (isMounted) {
      Processes.run("umount", "--lazy", directory.toString());
    }
  }
}
