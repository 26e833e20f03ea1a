package peyk.domain.device;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import peyk.domain.account.Login;
import peyk.domain.text.JsonText;

/**
 * The command that tells a tracker its owner (number 29), byte for byte as trackers have always got
 * it.
 */
public final class RegistrationCommand {
  private static final int NUMBER = 29;

  private RegistrationCommand() {}

  /**
   * @param password the device password that the user typed; without one the tracker is sent {@code
   *     null}
   */
  public static CommandText of(Login owner, Optional<String> password) {
    var parameters = new LinkedHashMap<String, @Nullable Object>();
    parameters.put("owner", owner.value());
    parameters.put("devicePassword", password.orElse(null));
    var command = new LinkedHashMap<String, Object>();
    command.put("c", NUMBER);
    command.put("param", parameters);
    return new CommandText(JsonText.likePython(command));
  }
}
