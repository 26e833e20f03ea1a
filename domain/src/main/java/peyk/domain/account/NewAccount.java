package peyk.domain.account;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import peyk.domain.otp.PhoneNumber;

/**
 * A Traccar user to create for a phone: its name, e-mail and phone are that number.
 *
 * @param password random and not kept, since tokens come by impersonation
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
