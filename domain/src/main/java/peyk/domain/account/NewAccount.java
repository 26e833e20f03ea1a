package peyk.domain.account;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import peyk.domain.otp.PhoneNumber;

/**
 * A Traccar user to be created for a phone: its name, e-mail and phone are that number.
 *
 * @param password random; nobody knows it, and nobody needs to, since tokens come by impersonation
 */
public record NewAccount(PhoneNumber phone, Map<String, Object> attributes, String password) {
  public NewAccount {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  @Override
  public String toString() {
    return "NewAccount[" + phone + "]";
  }
}
