package peyk.domain.firmware;

/** This service's number of a release, from 1. */
public record ReleaseId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
