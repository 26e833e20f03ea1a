package peyk.adapters.postgres.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.zip.ZipFile;
import peyk.adapters.postgres.BackupException;
import peyk.adapters.postgres.base.Sha256;

/** A backup in a file. Each byte of it was compared with the manifest when it was opened. */
public final class BackupReader implements AutoCloseable {
  private static final int LARGEST_MANIFEST = 10_000_000;
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final ZipFile zip;
  private final Manifest manifest;

  private BackupReader(Path file, ZipFile zip) throws IOException {
    this.file = file;
    this.zip = zip;
    try (var in = entry(Manifest.ENTRY)) {
      this.manifest = Manifest.read(in.readNBytes(LARGEST_MANIFEST));
    }
  }

  /**
   * Opens a file and reads all of it.
   *
   * @param newest the newest migration that this program knows
   * @throws BackupException if it is not there, damaged, or of a newer Peyk
   */
  public static BackupReader open(Path file, int newest) {
    if (!Files.isReadable(file)) {
      throw new BackupException("The file %s cannot be read.".formatted(file));
    }
    try {
      var zip = new ZipFile(file.toFile());
      try {
        var reader = new BackupReader(file, zip);
        reader.check(newest);
        return reader;
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  private static BackupException damaged(Path file, Exception why) {
    var reason = String.valueOf(why.getMessage()).lines().findFirst().orElse("");
    return new BackupException(
        "The file %s is no backup of Peyk, or it is damaged: %s.".formatted(file, reason), why);
  }

  public Manifest manifest() {
    return manifest;
  }

  private void check(int newest) throws IOException {
    if (manifest.format() != Manifest.FORMAT || manifest.schema() > newest) {
      throw new BackupException(
          "The backup was made by Peyk %s, which is newer than this one: restore it with that one or a newer one."
              .formatted(manifest.peyk()));
    }
    for (var table : manifest.tables()) {
      try (var rows = rows(table)) {
        rows.skipToEnd();
        rows.check();
      }
    }
  }

  /** The rows of a table, as {@code COPY} takes them. */
  Rows rows(Manifest.Table table) throws IOException {
    return new Rows(table, entry(Manifest.entry(table.name())));
  }

  private InputStream entry(String name) throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException(name + " is missing");
    }
    return zip.getInputStream(entry);
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  /** A stream that knows what has to come out of it. */
  static final class Rows extends DigestInputStream {
    private final Manifest.Table table;

    private Rows(Manifest.Table table, InputStream in) {
      super(in, Sha256.digest());
      this.table = table;
    }

    private void skipToEnd() throws IOException {
      var buffer = new byte[BUFFER];
      while (read(buffer) >= 0) {
        // the digest is all that is wanted
      }
    }

    /**
     * Compares the bytes with the manifest. To be called when all were read.
     *
     * @throws IOException if these were other bytes than those of the manifest
     */
    void check() throws IOException {
      if (!HexFormat.of().formatHex(getMessageDigest().digest()).equals(table.sha256())) {
        throw new IOException(
            "the rows of %s are not those that were saved".formatted(table.name()));
      }
    }
  }
}
