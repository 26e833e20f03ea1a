package peyk.domain.account;

/** Traccar's id of a user. */
public record AccountId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
