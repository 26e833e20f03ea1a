package peyk.domain.sim;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import peyk.domain.device.Attributes;
import peyk.domain.device.DevicePatch;
import peyk.domain.text.LocalDates;
import peyk.domain.ussd.UssdReading;

/** How what is known of a SIM is written on a tracker's device, for apps to read. */
public final class SimAttributes {
  private SimAttributes() {}

  /** The balance in rials as text, with the time at which it was told; the SIM's number. */
  public static DevicePatch patch(UssdReading reading, Instant at, LocalDates dates) {
    var set = new LinkedHashMap<String, Object>();
    reading
        .balance()
        .ifPresent(rials -> {
          set.put(Attributes.BALANCE, Long.toString(rials));
          set.put(Attributes.BALANCE_TIME, dates.yearFirst(at));
        });
    reading.number().ifPresent(number -> set.put(Attributes.SIM_NUMBER, number));
    return new DevicePatch(set, List.of());
  }
}
