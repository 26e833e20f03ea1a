package peyk.bootstrap.settings;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import peyk.application.otp.SmsAccess;
import peyk.application.otp.SmsProvider;

/** The SMS gateways whose modules are part of this distribution. */
final class SmsProviders {
  private static final String CHOICE = "sms.provider";

  private static final List<SmsProvider> ALL =
      ServiceLoader.load(SmsProvider.class).stream().map(ServiceLoader.Provider::get).toList();

  private SmsProviders() {}

  static Map<String, String> defaults() {
    var defaults = new TreeMap<String, String>();
    ALL.forEach(provider -> defaults.putAll(provider.defaults()));
    return defaults;
  }

  static SmsAccess read(SettingsReader read, int codeDigits) {
    var name = read.choice(CHOICE, ALL.stream().map(SmsProvider::name).sorted().toList());
    return ALL.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseGet(ALL::getFirst)
        .read(read, codeDigits);
  }
}
