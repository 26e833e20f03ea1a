package peyk.domain.command;

/** The number under which a command is known here; a later one has a higher number. */
public record CommandId(long value) {
  @Override
  public String toString() {
    return Long.toString(value);
  }
}
