package peyk.domain.tracker;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.domain.device.DeviceModels;
import peyk.domain.sim.MobileOperator;
import peyk.domain.sim.MobileOperators;
import peyk.domain.sim.SimQuestions;
import peyk.domain.text.LocalDates;

/** How the service reacts to trackers unless it is told otherwise. */
public final class Reactions {
  private static final LocalDates TEHRAN = new LocalDates(ZoneId.of("Asia/Tehran"));

  private Reactions() {}

  public static TrackerReactions usual() {
    return new TrackerReactions(
        new DeviceModels(
            Map.of(
                170, "develope_device",
                120, "TYNOR-T120",
                90, "TYNOR-T900",
                95, "TYNOR-T950",
                92, "TYNOR-T920")),
        new SimQuestions(
            new MobileOperators(
                List.of(
                    new MobileOperator(
                        "43235", "Irancell", Optional.of("*555*1*2#"), Optional.of("*733*2#")),
                    new MobileOperator(
                        "43220", "RighTel", Optional.of("*140#"), Optional.of("*733*2#")),
                    new MobileOperator(
                        "43211",
                        "Hamrah-e Aval",
                        Optional.of("*140*11#"),
                        Optional.of("*733*2#")))),
            Duration.ofHours(6),
            TEHRAN),
        TEHRAN);
  }
}
