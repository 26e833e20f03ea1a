package peyk.domain.device;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import peyk.domain.account.AccountId;
import peyk.domain.text.Digits;

/** The names of trackers: {@code خودرو N}, "car N", counted per owner. */
public final class DeviceNaming {
  private static final String CAR = "خودرو";
  private static final Pattern NUMBERED = Pattern.compile("\\s*" + CAR + "\\s*(\\d{1,9})\\s*");

  private DeviceNaming() {}

  public static String name(int number) {
    return CAR + " " + number;
  }

  /** The number in such a name, in digits of any script. */
  public static OptionalInt number(String name) {
    var match = NUMBERED.matcher(Digits.toAscii(name));
    return match.matches() ? OptionalInt.of(Integer.parseInt(match.group(1))) : OptionalInt.empty();
  }

  /** The highest number among the names plus one, or 1. */
  public static int next(Collection<String> names) {
    return 1
        + names.stream()
            .map(DeviceNaming::number)
            .flatMapToInt(OptionalInt::stream)
            .max()
            .orElse(0);
  }

  /**
   * Whether a registration names the device: the first one for each new owner does. A device from
   * before this service keeps its name until its owner changes.
   *
   * @param registeredBefore asked only if this service knows no owner
   */
  public static boolean isDue(
      AccountId owner, DeviceClaim claim, BooleanSupplier registeredBefore) {
    if (claim.owner().equals(Optional.of(owner))) {
      return !claim.named();
    }
    return claim.owner().isPresent() || !registeredBefore.getAsBoolean();
  }

  /** Whether the device has a name of ours that none of these names repeats. */
  public static boolean isNamed(Device device, Collection<String> others) {
    var number = number(device.name());
    return number.isPresent() && others.stream().noneMatch(other -> number(other).equals(number));
  }
}
