package peyk.domain.account;

/** A Traccar token: whoever holds it is its user. Never printed. */
public record SessionToken(String value) {
  @Override
  public String toString() {
    return "[token]";
  }
}
