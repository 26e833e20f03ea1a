package peyk.adapters.traccar.socket;

import java.util.function.LongConsumer;
import peyk.domain.text.Digits;

/**
 * Finds the devices of a frame that are online, one character at a time. Traccar sends such a frame
 * for every message of every tracker, so only the current word is kept.
 */
final class OnlineDeviceScanner {
  /** The depth of a device's fields in <code>{"devices":[{"id":1}]}</code>. */
  private static final int FIELDS = 3;

  /** Longer than any word that matters, and than any id; longer words are truncated. */
  private static final int LONGEST_WORD = 20;

  private static final String NO_FIELD = "";

  private final LongConsumer online;
  private final StringBuilder word = new StringBuilder(LONGEST_WORD);
  private int depth;
  private boolean inText;
  private boolean escaped;
  private boolean inDevices;
  private String field = NO_FIELD;
  private long id;
  private boolean isOnline;

  /**
   * @param online takes the ids
   */
  OnlineDeviceScanner(LongConsumer online) {
    this.online = online;
  }

  /** Starts a frame, even if the last one was incomplete. */
  void begin() {
    depth = 0;
    inText = false;
    escaped = false;
    inDevices = false;
    forgetField();
  }

  void read(CharSequence piece) {
    for (int i = 0; i < piece.length(); i++) {
      if (inText) {
        inText(piece.charAt(i));
      } else {
        outsideText(piece.charAt(i));
      }
    }
  }

  /** Whether the frame can end here. */
  boolean isComplete() {
    return depth == 0 && !inText;
  }

  private void inText(char character) {
    if (escaped) {
      escaped = false;
    } else if (character == '\\') {
      escaped = true;
    } else if (character == '"') {
      inText = false;
      return;
    }
    collect(character);
  }

  private void outsideText(char character) {
    switch (character) {
      case '"' -> {
        word.setLength(0);
        inText = true;
      }
      case '{', '[' -> open();
      case ':' -> endName();
      case ',' -> endValue();
      case '}', ']' -> close();
      case ' ', '\t', '\r', '\n' -> {}
      default -> collect(character);
    }
  }

  private void collect(char character) {
    if (word.length() < LONGEST_WORD) {
      word.append(character);
    }
  }

  private void open() {
    depth++;
    if (depth == FIELDS) {
      id = 0;
      isOnline = false;
    }
    forgetField();
  }

  private void endName() {
    if (depth == 1) {
      inDevices = "devices".contentEquals(word);
    } else if (depth == FIELDS && inDevices) {
      field = word.toString();
    }
    word.setLength(0);
  }

  private void endValue() {
    switch (field) {
      case "id" -> id = Digits.parse(word.toString()).orElse(0);
      case "status" -> isOnline = "online".contentEquals(word);
      default -> {}
    }
    forgetField();
  }

  private void close() {
    endValue();
    if (depth == FIELDS && isOnline && id > 0) {
      online.accept(id);
      isOnline = false;
    }
    depth--;
  }

  private void forgetField() {
    field = NO_FIELD;
    word.setLength(0);
  }
}
