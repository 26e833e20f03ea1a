package peyk.application.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.LoginParser;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceGateway;

/** Finds trackers for operators: by a part of the name or of the IMEI, or by the owner's login. */
public record SearchTrackers(DeviceGateway devices, AccountGateway accounts, LoginParser logins) {
  private static final int MOST = 50;

  /**
   * @return possibly without attributes, the owner's first; at most fifty
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   */
  public List<Device> search(String text) {
    return Stream.concat(ofOwner(text).stream(), devices.search(text, MOST).stream())
        .collect(
            Collectors.toMap(
                Device::id, Function.identity(), (first, _) -> first, LinkedHashMap::new))
        .values()
        .stream()
        .limit(MOST)
        .toList();
  }

  private List<Device> ofOwner(String text) {
    return logins
        .parse(text)
        .flatMap(accounts::find)
        .map(account -> devices.ofAccount(account.id()))
        .orElseGet(List::of);
  }
}
