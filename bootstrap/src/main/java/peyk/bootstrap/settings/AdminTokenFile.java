package peyk.bootstrap.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import peyk.domain.operator.Caller;
import peyk.domain.operator.OperatorToken;

/**
 * The admin token that the service makes for itself if none is configured. Only its own user may
 * read the file.
 */
public record AdminTokenFile(Path path) {
  private static final int BYTES = 32;

  static AdminTokenFile in(Path dataDirectory) {
    return new AdminTokenFile(dataDirectory.resolve("admin-token").toAbsolutePath().normalize());
  }

  /** The token, if there is one that this process may read. */
  Optional<String> find() {
    try {
      return Optional.of(Files.readString(path).strip()).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The token in the file, which is written if it is missing or empty.
   *
   * @param random cannot be guessed
   * @throws IOException if it cannot be read or written
   */
  public OperatorToken open(RandomGenerator random) throws IOException {
    Files.createDirectories(path.getParent());
    var options =
        Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var file = FileChannel.open(path, options, ownerOnly);
        var _ = file.lock()) { // another process may start at the same time
      if (file.size() == 0) {
        file.write(ByteBuffer.wrap((token(random) + "\n").getBytes(StandardCharsets.US_ASCII)));
        file.force(true);
      }
    }
    try {
      return new OperatorToken(Caller.GENERATED, Files.readString(path).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException("it holds no token", e);
    }
  }

  private static String token(RandomGenerator random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
