package peyk.domain.account;

import peyk.domain.otp.PhoneNumber;

/**
 * What a user signs in to Traccar with, its {@code email}: the canonical phone number for those who
 * came through us, an e-mail address for others.
 */
public record Login(String value) {
  /** Traccar's column has no room for more. */
  public static final int LONGEST = 128;

  public Login {
    if (value.isBlank() || value.length() > LONGEST) {
      throw new IllegalArgumentException("a login has 1 to 128 characters");
    }
  }

  public static Login of(PhoneNumber phone) {
    return new Login(phone.canonical());
  }

  /** Whether a Traccar e-mail is this login; Traccar ignores case when it signs somebody in. */
  public boolean matches(String email) {
    return value.equalsIgnoreCase(email);
  }

  /** A login is a phone number or an e-mail address: only its end is shown. */
  @Override
  public String toString() {
    return "***" + value.substring(Math.max(0, value.length() - 4));
  }
}
