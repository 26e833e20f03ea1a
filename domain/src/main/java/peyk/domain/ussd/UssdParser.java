package peyk.domain.ussd;

/**
 * Reads what a modem said after a USSD code: reports such as {@code +CUSD:
 * 0,"Etebar:150,918Rial",15} (3GPP TS 27.007, 7.15), or the operator's bare text. What is truncated
 * or ambiguous stays unknown.
 */
public final class UssdParser {
  private static final int LONGEST_DATA = 64 * 1024;

  private UssdParser() {}

  /**
   * Reads all reports, the latest word on each thing being the one that counts.
   *
   * @param data of which the first 65,536 characters are looked at
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
