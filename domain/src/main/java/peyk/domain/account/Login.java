package peyk.domain.account;

import java.util.regex.Pattern;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.text.LogMask;

/**
 * The {@code email} with which a user signs in to Traccar: the canonical phone number of users that
 * this service created, an e-mail address of others.
 */
public record Login(String value) {
  private static final Pattern PHONE = Pattern.compile("\\+?\\d{6,16}");

  /** The width of Traccar's column. */
  public static final int LONGEST = 128;

  public Login {
    if (value.isBlank() || value.length() > LONGEST) {
      throw new IllegalArgumentException("a login has 1 to 128 characters");
    }
  }

  public static Login of(PhoneNumber phone) {
    return new Login(phone.canonical());
  }

  /** Whether it has the form of a phone number. */
  public boolean isPhone() {
    return PHONE.matcher(value).matches();
  }

  /** Ignores case, as Traccar does at sign-in. */
  public boolean matches(String email) {
    return value.equalsIgnoreCase(email);
  }

  /** Only the last four characters: a login is a phone number or an e-mail address. */
  @Override
  public String toString() {
    return LogMask.allBut(4, value);
  }
}
