package peyk.domain.ussd;

/**
 * Reads the output of a modem after a USSD code: reports such as {@code +CUSD:
 * 0,"Etebar:150,918Rial",15} (3GPP TS 27.007, 7.15), or the operator's bare text. A truncated or
 * ambiguous value stays unknown. {@code docs/ussd.md} shows each step.
 */
public final class UssdParser {
  private static final int LONGEST_DATA = 64 * 1024;

  private UssdParser() {}

  /**
   * Reads all reports. The latest balance counts, and the latest number.
   *
   * @param data only the first 65,536 characters are read
   */
  public static UssdReading read(String data) {
    var whole = new UssdText(data, UssdText.End.OPEN).first(LONGEST_DATA);
    return CusdReports.texts(UssdDecoder.decode(whole)).stream()
        .map(UssdDecoder::decode)
        .map(text -> text.first(UssdText.LONGEST))
        .map(UssdNormalizer::normalize)
        .map(UssdParser::readText)
        .reduce(UssdReading.nothing(), UssdReading::updatedBy);
  }

  private static UssdReading readText(UssdText text) {
    return new UssdReading(BalanceReader.read(text), SimNumberReader.read(text));
  }
}
