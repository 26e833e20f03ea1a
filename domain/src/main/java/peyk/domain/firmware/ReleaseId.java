package peyk.domain.firmware;

/** The number under which a release is known here, counted from 1. */
public record ReleaseId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
