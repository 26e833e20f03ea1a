package peyk.domain.account;

/** A Traccar token, which gives full access as its user. Never printed. */
public record SessionToken(String value) {
  @Override
  public String toString() {
    return "[token]";
  }
}
