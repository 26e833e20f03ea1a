package peyk.adapters.traccar.socket;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Finds the devices of a frame that are online, one character at a time. Traccar sends such a frame
 * for every message of every tracker, so only the current word is kept.
 */
final class OnlineDeviceScanner {
  /** The depth of a device's fields in <code>{"devices":[{"id":1}]}</code>. */
  private static final int FIELDS = 3;

  /** Longer than any word that matters, and than any id; longer words are truncated. */
  private static final int LONGEST_WORD = 20;

  private static final char[] DEVICES = "devices".toCharArray();
  private static final char[] ID = "id".toCharArray();
  private static final char[] STATUS = "status".toCharArray();
  private static final char[] ONLINE = "online".toCharArray();

  private enum Field {
    ID,
    STATUS,
    OTHER
  }

  private final LongConsumer online;
  private final char[] word = new char[LONGEST_WORD];
  private int length;
  private int depth;
  private boolean inText;
  private boolean escaped;
  private boolean inDevices;
  private Field field = Field.OTHER;
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
        length = 0;
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
    if (length < LONGEST_WORD) {
      word[length++] = character;
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
      inDevices = wordIs(DEVICES);
    } else if (depth == FIELDS && inDevices) {
      field = wordIs(ID) ? Field.ID : wordIs(STATUS) ? Field.STATUS : Field.OTHER;
    }
    length = 0;
  }

  private void endValue() {
    switch (field) {
      case ID -> id = number();
      case STATUS -> isOnline = wordIs(ONLINE);
      case OTHER -> {}
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
    field = Field.OTHER;
    length = 0;
  }

  private boolean wordIs(char[] expected) {
    return Arrays.equals(word, 0, length, expected, 0, expected.length);
  }

  /** The word as an id; 0 if it is none. */
  private long number() {
    long number = 0;
    for (int i = 0; i < length; i++) {
      var digit = word[i] - '0';
      if (digit < 0 || digit > 9 || length == LONGEST_WORD) {
        return 0;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
