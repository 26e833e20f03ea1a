package peyk.application.otp;

import java.util.Map;

/**
 * One kind of SMS gateway. Its module names the implementation in {@code META-INF/services}, so
 * nothing else has to know it.
 */
public interface SmsProvider {
  /** The value of the setting {@code sms.provider} that chooses it. */
  String name();

  /**
   * The defaults of its settings by their keys, which begin with {@code sms.NAME.}. Empty text
   * means that there is no default.
   */
  Map<String, String> defaults();

  /**
   * Reads its settings. It reports faults to them and goes on with harmless values.
   *
   * @param codeDigits the length of the codes that will be sent
   */
  SmsAccess read(SmsSettings settings, int codeDigits);
}
