package peyk.domain.schedule;

/** The id of a firing, which grows with time. */
public record FiringId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
