package peyk.domain;

/**
 * Marks repetitions of one request, sent again because its answer was lost.
 *
 * @param value chosen by the client, 1 to 255 characters
 * @param fingerprint a digest of the request's content: another request must not use the same value
 */
public record IdempotencyKey(String value, String fingerprint) {
  private static final int LONGEST = 255;

  public IdempotencyKey {
    if (value.isBlank() || value.length() > LONGEST) {
      throw new IllegalArgumentException("an idempotency key has 1 to 255 characters");
    }
  }
}
