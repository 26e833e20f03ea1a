package peyk.adapters.traccar.socket;

import java.util.Optional;

/** What a frame from Traccar's socket holds: an object with one key, or none. */
public enum FrameKind {
  POSITIONS,
  DEVICES,
  EVENTS,
  LOGS,
  KEEPALIVE,
  /** One that does not begin as Traccar's do, and so has to be looked into. */
  OTHER;

  /** The shortest text that tells them apart. */
  private static final int ENOUGH = 3;

  /** What a frame is that begins so; empty if that is not enough to tell. */
  public static Optional<FrameKind> of(CharSequence beginning) {
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

  /** Whether there can be events in it. */
  public boolean isWorthReading() {
    return this == EVENTS || this == OTHER;
  }
}
