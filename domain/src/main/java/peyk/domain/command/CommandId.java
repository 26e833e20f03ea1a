package peyk.domain.command;

/** The number of a command in this service; later commands have higher numbers. */
public record CommandId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
