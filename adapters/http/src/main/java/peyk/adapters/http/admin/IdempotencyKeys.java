package peyk.adapters.http.admin;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import peyk.adapters.http.server.JsonObject;
import peyk.domain.IdempotencyKey;

/** The header {@code Idempotency-Key}, by which a request may be made again. */
public final class IdempotencyKeys {
  private static final HeaderName HEADER = HeaderNames.create("Idempotency-Key");

  public static final Problem REUSED =
      Problem.of(
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          "The key was sent before, with another body. Choose a new key for a new request.");

  private IdempotencyKeys() {}

  /**
   * @param wish all that is asked for, always written in the same way
   */
  public static Optional<IdempotencyKey> of(AdminRequest call, JsonObject wish) {
    return call.header(HEADER).map(header -> key(header, wish));
  }

  private static IdempotencyKey key(Parameter header, JsonObject wish) {
    try {
      return new IdempotencyKey(header.text(), hash(wish.json()));
    } catch (IllegalArgumentException e) {
      throw header.refused("has 1 to 255 characters.");
    }
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
