package peyk.domain.account;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.text.LocalDates;

/**
 * The attributes and notifications of a new Traccar user.
 *
 * @param dates writes {@code registrationDate} in the configured zone
 * @param attributes time zone and units, under the names that apps and Traccar read
 * @param notifications the user ends up with exactly one of each
 */
public record AccountDefaults(
    LocalDates dates, Map<String, String> attributes, List<DefaultNotification> notifications) {
  public AccountDefaults {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    notifications = List.copyOf(notifications);
  }

  public NewAccount accountFor(PhoneNumber phone, String password, Instant now) {
    var all = new LinkedHashMap<String, Object>();
    all.put("registrationDate", dates.monthFirst(now));
    all.putAll(attributes);
    return new NewAccount(phone, all, password);
  }
}
