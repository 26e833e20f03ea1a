package peyk.adapters.traccar.online;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Finds the devices in a frame that are online, letter by letter as it comes. Traccar sends such a
 * frame for every message of every tracker, so none of it is kept but the word that is being read.
 */
public final class OnlineDeviceScanner {
  /** How deep the fields of the devices are in <code>{"devices":[{"id":1}]}</code>. */
  private static final int FIELDS = 3;

  /** Longer words than any that matters, and numbers that are no id, are cut off. */
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
   * @param online is given the ids
   */
  public OnlineDeviceScanner(LongConsumer online) {
    this.online = online;
  }

  /** A frame begins; whatever is left of the last one is forgotten. */
  public void begin() {
    depth = 0;
    inText = false;
    escaped = false;
    inDevices = false;
    forgetField();
  }

  public void read(CharSequence piece) {
    for (int i = 0; i < piece.length(); i++) {
      if (inText) {
        inText(piece.charAt(i));
      } else {
        between(piece.charAt(i));
      }
    }
  }

  /** Whether the frame may end here. */
  public boolean isComplete() {
    return depth == 0 && !inText;
  }

  private void inText(char letter) {
    if (escaped) {
      escaped = false;
    } else if (letter == '\\') {
      escaped = true;
    } else if (letter == '"') {
      inText = false;
      return;
    }
    collect(letter);
  }

  private void between(char letter) {
    switch (letter) {
      case '"' -> {
        length = 0;
        inText = true;
      }
      case '{', '[' -> open();
      case ':' -> name();
      case ',' -> value();
      case '}', ']' -> close();
      case ' ', '\t', '\r', '\n' -> {}
      default -> collect(letter);
    }
  }

  private void collect(char letter) {
    if (length < LONGEST_WORD) {
      word[length++] = letter;
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

  private void name() {
    if (depth == 1) {
      inDevices = wordIs(DEVICES);
    } else if (depth == FIELDS && inDevices) {
      field = wordIs(ID) ? Field.ID : wordIs(STATUS) ? Field.STATUS : Field.OTHER;
    }
    length = 0;
  }

  private void value() {
    switch (field) {
      case ID -> id = number();
      case STATUS -> isOnline = wordIs(ONLINE);
      case OTHER -> {}
    }
    forgetField();
  }

  private void close() {
    value();
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

  /** 0 if it is none. */
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
