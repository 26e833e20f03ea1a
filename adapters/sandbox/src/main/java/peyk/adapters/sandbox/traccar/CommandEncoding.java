package peyk.adapters.sandbox.traccar;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** How Traccar turns the text of a custom command into the bytes for a Teltonika tracker. */
final class CommandEncoding {
  private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2})+");
  private static final String IMEI_MARK = "{uniqueId}";

  private CommandEncoding() {}

  /**
   * The bytes that are sent, as ISO 8859-1 text: raw bytes for pairs of hex digits, else ASCII with
   * a {@code ?} for every other character.
   */
  static String encode(String data) {
    if (HEX.matcher(data).matches()) {
      return new String(HexFormat.of().parseHex(data), StandardCharsets.ISO_8859_1);
    }
    return new String(data.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
  }

  /** Replaces {@code {uniqueId}} by the tracker's IMEI. */
  static String fillIn(String data, String imei) {
    return data.replace(IMEI_MARK, imei);
  }
}
