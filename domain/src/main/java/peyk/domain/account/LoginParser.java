package peyk.domain.account;

import java.util.Optional;
import peyk.domain.otp.PhoneNumberParser;
import peyk.domain.text.Unicode;

/**
 * Reads a login from a client: a phone number in any spelling, or else a Traccar e-mail as it is.
 */
public record LoginParser(PhoneNumberParser phones) {
  /** The login, or empty if no Traccar user can have such an e-mail. */
  public Optional<Login> parse(String text) {
    var phone = phones.parse(text);
    if (phone.isPresent()) {
      return phone.map(Login::of);
    }
    var email = text.strip();
    return couldBeStored(email) ? Optional.of(new Login(email)) : Optional.empty();
  }

  /** Traccar's databases store no control characters and no half surrogate pairs in an e-mail. */
  private static boolean couldBeStored(String email) {
    return !email.isEmpty()
        && email.length() <= Login.LONGEST
        && email.codePoints().noneMatch(Character::isISOControl)
        && Unicode.isWellFormed(email);
  }
}
