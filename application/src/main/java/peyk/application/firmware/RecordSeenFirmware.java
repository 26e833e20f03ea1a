package peyk.application.firmware;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import peyk.domain.device.Device;
import peyk.domain.device.Imei;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.text.Digits;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.TrackerReply;
import peyk.domain.tracker.TrackerReply.Registered;
import peyk.domain.tracker.TrackerReply.Version;

/** Records the firmware that a tracker reports in its answers. */
public record RecordSeenFirmware(OfferRepository offers, ClusterTime clock) {
  /**
   * @param replies of this device, in order; the last one with a version counts
   */
  public void see(Device device, List<TrackerReply> replies) {
    var version =
        replies.stream()
            .map(RecordSeenFirmware::version)
            .filter(OptionalLong::isPresent)
            .reduce(OptionalLong.empty(), (earlier, later) -> later);
    var imei = Imei.parse(device.uniqueId());
    if (version.isPresent() && imei.isPresent()) {
      offers.seen(imei.get(), version.getAsLong(), clock.now());
    }
  }

  /** A version that is no number cannot be compared with releases. */
  private static OptionalLong version(TrackerReply reply) {
    Optional<String> reported =
        switch (reply) {
          case Registered registered -> registered.firmware().map(Object::toString);
          case Version(var firmware, var model) -> Optional.of(firmware.toString());
          default -> Optional.empty();
        };
    return reported.map(Digits::parse).orElse(OptionalLong.empty());
  }
}
