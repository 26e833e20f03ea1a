package peyk.domain.sim;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import peyk.domain.device.Attributes;
import peyk.domain.device.DevicePatch;
import peyk.domain.text.LocalDates;
import peyk.domain.ussd.UssdReading;

/** Writes facts about a SIM to device attributes, for apps. */
public final class SimAttributes {
  private SimAttributes() {}

  /** Sets the balance in rials as text, with its time, and the SIM's number. */
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
