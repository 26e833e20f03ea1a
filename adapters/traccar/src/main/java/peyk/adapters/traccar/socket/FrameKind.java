package peyk.adapters.traccar.socket;

import java.util.Optional;

/** The content of a frame from Traccar's socket: an object with one key, or with none. */
enum FrameKind {
  POSITIONS,
  DEVICES,
  EVENTS,
  LOGS,
  KEEPALIVE,
  /** Does not begin as Traccar's frames do. */
  OTHER;

  /** The fewest characters that tell the kinds apart. */
  private static final int ENOUGH = 3;

  /** The kind of a frame that begins like this; empty if it is too short to tell. */
  static Optional<FrameKind> of(CharSequence beginning) {
    if (beginning.length() >= 2 && beginning.charAt(0) == '{' && beginning.charAt(1) == '}') {
      return Optional.of(KEEPALIVE);
    }
    if (beginning.length() < ENOUGH) {
      return Optional.empty();
    }
    if (beginning.charAt(0) != '{' || beginning.charAt(1) != '"') {
      return Optional.of(OTHER);
    }
    return Optional.of(
        switch (beginning.charAt(2)) {
          case 'p' -> POSITIONS;
          case 'd' -> DEVICES;
          case 'e' -> EVENTS;
          case 'l' -> LOGS;
          default -> OTHER;
        });
  }

  boolean isParsed() {
    return this == DEVICES || this == EVENTS || this == OTHER;
  }
}
