package peyk.application.subscription;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import peyk.domain.account.OwnedNotification;
import peyk.domain.device.DeviceId;
import peyk.domain.diagnosis.TraccarFacts;
import peyk.domain.diagnosis.TraccarFacts.StatusEvents;
import peyk.domain.tracker.Fleet;

/**
 * Everything that one probe of Traccar found. A fleet can be large, so only the facts are kept.
 *
 * @param subscription empty if the token is not an administrator's
 */
public record TraccarSnapshot(TraccarFacts facts, Optional<Subscription> subscription) {
  /**
   * The notifications and links of this service's own user.
   *
   * @param linked empty if Traccar did not list them in time
   */
  record Subscription(
      List<OwnedNotification> notifications,
      Set<String> channels,
      Fleet fleet,
      Optional<Set<DeviceId>> linked,
      StatusEvents statusEvents) {
    /** Nothing is missing if Traccar forwards its events. */
    static Subscription ofForwardedEvents(Set<String> channels, Fleet fleet) {
      return new Subscription(
          ServiceUserNotifications.complete(),
          channels,
          fleet,
          Optional.of(Set.copyOf(fleet.devices())),
          StatusEvents.UNKNOWN);
    }

    List<String> missingNotifications() {
      return ServiceUserNotifications.missing(notifications);
    }

    List<OwnedNotification> surplusNotifications() {
      return ServiceUserNotifications.surplus(notifications);
    }

    /**
     * Whether answers were streamed. Those of a few new devices are fetched when they are linked.
     */
    boolean isSound() {
      return missingNotifications().isEmpty()
          && unlinked().orElse(0) <= RecoverNewDevices.MOST_AT_ONCE;
    }

    private OptionalInt unlinked() {
      return linked.stream()
          .mapToInt(
              listed -> (int) fleet.devices().stream().filter(id -> !listed.contains(id)).count())
          .findFirst();
    }

    TraccarFacts.Subscription facts() {
      return new TraccarFacts.Subscription(
          missingNotifications(),
          surplusNotifications().size(),
          channels,
          fleet.devices().size(),
          fleet.online().size(),
          unlinked(),
          statusEvents);
    }
  }
}
