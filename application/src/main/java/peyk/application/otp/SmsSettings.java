package peyk.application.otp;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The operator's settings, as an {@link SmsProvider} sees them. No method throws. */
public interface SmsSettings {
  /** The value without blanks around it; empty if it is not set. */
  Optional<String> find(String key);

  /**
   * A value that must be set.
   *
   * @param why what it is, for the message if it is missing
   */
  String required(String key, String why);

  /**
   * A secret that must be set.
   *
   * @param shortest characters
   */
  String secret(String key, String why, int shortest);

  /** An http or https address that must be set. */
  URI address(String key, String why);

  /**
   * @param least as in settings, e.g. {@code 30s}; so is {@code most}
   */
  Duration duration(String key, String least, String most);

  /**
   * Trusts the authorities in a file of PEM certificates besides those of the JDK's list.
   *
   * @param key of the name of the file; empty if it is not set
   */
  Optional<SSLContext> authorities(String key);

  /** Reports what is wrong with the value of a key. The service then does not start. */
  void fault(String key, String what);
}
