package peyk.domain.schedule;

/** The number of a firing; a later one has a higher number. */
public record FiringId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
