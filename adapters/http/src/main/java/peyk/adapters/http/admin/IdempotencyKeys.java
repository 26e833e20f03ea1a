package peyk.adapters.http.admin;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.HexFormat;
import java.util.Optional;
import peyk.adapters.http.server.HashedSecret;
import peyk.adapters.http.server.JsonObject;
import peyk.domain.IdempotencyKey;

/**
 * The header {@code Idempotency-Key}: with it a request can be repeated without a second effect.
 */
public final class IdempotencyKeys {
  public static final Problem REUSED =
      Problem.of(
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          "The key was sent before, with another body. Choose a new key for a new request.");

  private static final HeaderName HEADER = HeaderNames.create("Idempotency-Key");

  private IdempotencyKeys() {}

  /**
   * @param wish everything that the request asks for, always written in the same way
   */
  public static Optional<IdempotencyKey> of(AdminRequest request, JsonObject wish) {
    return request.header(HEADER).map(header -> key(header, wish));
  }

  private static IdempotencyKey key(Parameter header, JsonObject wish) {
    try {
      var hash = HexFormat.of().formatHex(HashedSecret.hash(wish.json()));
      return new IdempotencyKey(header.text(), hash);
    } catch (IllegalArgumentException e) {
      throw header.refused("has 1 to 255 characters.");
    }
  }
}
