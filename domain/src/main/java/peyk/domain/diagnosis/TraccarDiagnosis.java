package peyk.domain.diagnosis;

import static peyk.domain.diagnosis.Area.TRACCAR;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import peyk.domain.diagnosis.TraccarFacts.Subscription;
import peyk.domain.tracker.ClockDifference;
import peyk.domain.tracker.EventSource;

/**
 * Turns the facts about Traccar into findings.
 *
 * @param answerTimeout how long commands wait for an answer ({@code command.patience})
 * @param gapOverlap the clock difference from which missed answers are not found ({@code
 *     traccar.gap-overlap})
 * @param channels for the notifications of new users ({@code account.notifications})
 * @param source the way by which events come ({@code traccar.events})
 */
public record TraccarDiagnosis(
    Duration answerTimeout, Duration gapOverlap, Set<String> channels, EventSource source) {
  /** The process that adds missing links and notifications. */
  public enum Repair {
    /** The check itself. */
    DONE,
    /** The service, when it runs. */
    BY_THE_SERVICE
  }

  /** Clocks are known to half a second; a few seconds are harmless. */
  private static final Duration CLOCKS_AGREE = Duration.ofSeconds(5);

  /** Traccar's default is 3 s. */
  private static final Duration USUAL_DELAY = Duration.ofSeconds(5);

  /** All findings, including good ones, in a stable order. */
  public List<Finding> findings(TraccarFacts facts, Repair repair) {
    var subscription = facts.subscription();
    var streamed = subscription.filter(_ -> source == EventSource.SOCKET);
    return Stream.of(
            Optional.of(version(facts.version())),
            throttle(facts.version()),
            Optional.of(TraccarTokenDiagnosis.finding(facts.identity())),
            streamed.map(one -> notifications(one, repair)),
            subscription.flatMap(this::channels),
            streamed.map(one -> links(one, repair)),
            streamed.map(TraccarDiagnosis::statusEvents),
            subscription.filter(_ -> source == EventSource.KAFKA).map(TraccarDiagnosis::forwarded),
            facts.clockDifference().map(this::clock),
            facts.answerDelay().map(this::answerDelay).or(this::noAnswer))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Finding forwarded(Subscription subscription) {
    return TRACCAR.ok(
        "events_forwarded",
        "its events come by Kafka, which needs no notifications and no links; %d of %d devices are online"
            .formatted(subscription.online(), subscription.devices()));
  }

  private static Finding version(Optional<String> version) {
    var code = "traccar_version";
    if (version.isEmpty()) {
      return TRACCAR.note(code, "it does not tell its version");
    }
    var name = "it is Traccar " + version.get();
    return switch (TraccarVersion.parse(version.get())) {
      case TraccarVersion known when known.isBefore(6, 7) ->
          TRACCAR.fault(
              code,
              name + ", which keeps commands for trackers that are offline and sends them later",
              "use Traccar 6.7 or newer");
      case TraccarVersion known when known.isBefore(6, 13) ->
          TRACCAR.note(code, name + ", which cannot search: an index of it is kept in memory");
      case TraccarVersion known -> TRACCAR.ok(code, name);
    };
  }

  private static Optional<Finding> throttle(Optional<String> version) {
    return version
        .map(TraccarVersion::parse)
        .filter(known -> !known.isBefore(6, 2) && known.isBefore(6, 12))
        .map(_ ->
            TRACCAR.note(
                "traccar_throttles",
                "it answers 25 requests a second from one address at most, so many sign-ins at once"
                    + " are slow",
                "use Traccar 6.12 or newer"));
  }

  private static Finding notifications(Subscription subscription, Repair repair) {
    var code = "notifications";
    var missing = subscription.missingNotifications();
    if (!missing.isEmpty()) {
      return TRACCAR.note(
          "notifications_missing",
          "notifications of the token's user are missing: "
              + String.join(", ", missing)
              + "; "
              + by(repair, "they have been added", "the service adds them"));
    }
    if (subscription.surplusNotifications() > 0) {
      return TRACCAR.note(
          "notifications_doubled",
          "notifications of the token's user are there more than once; "
              + by(repair, "one of each was left", "the service leaves one of each"));
    }
    return TRACCAR.ok(code, "the notifications that are needed are there");
  }

  private Optional<Finding> channels(Subscription subscription) {
    var missing =
        channels.stream().filter(name -> !subscription.channels().contains(name)).sorted().toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            TRACCAR.note(
                "notificators_missing",
                "it has no notificator %s, so new users do not get the notifications that need it"
                    .formatted(String.join(", ", missing)),
                "configure it in Traccar (notificator.types), or leave it out of"
                    + " account.notifications"));
  }

  private static Finding links(Subscription subscription, Repair repair) {
    if (subscription.unlinked().isEmpty()) {
      return TRACCAR.note(
          "links_not_listed",
          "it does not list the devices of the token's user in time, so they are asked for one by"
              + " one",
          "use a database server for Traccar instead of H2");
    }
    if (subscription.unlinked().getAsInt() > 0) {
      return TRACCAR.note(
          "devices_unlinked",
          "%d of %d devices were not linked to the token's user; %s"
              .formatted(
                  subscription.unlinked().getAsInt(),
                  subscription.devices(),
                  by(repair, "they have been linked", "the service links them")));
    }
    return TRACCAR.ok(
        "devices_linked",
        "all %d devices are linked to the token's user, %d are online"
            .formatted(subscription.devices(), subscription.online()));
  }

  private static String by(Repair repair, String done, String later) {
    return switch (repair) {
      case DONE -> done;
      case BY_THE_SERVICE -> later + " when it runs";
    };
  }

  private static Finding statusEvents(Subscription subscription) {
    var code = "status_events";
    return switch (subscription.statusEvents()) {
      case SEEN -> TRACCAR.ok(code, "it makes events of trackers that come online");
      case NOT_SEEN ->
          TRACCAR.note(
              "status_events_off",
              "it makes no events of trackers that come online (event.status.enable, off since"
                  + " 6.14); they are noticed all the same");
      case UNKNOWN ->
          TRACCAR.ok(
              code,
              "whether it makes events of trackers that come online shows once a linked one is"
                  + " online");
    };
  }

  private Finding clock(ClockDifference difference) {
    var ahead = difference.middle();
    var size = ahead.abs();
    var code = "clock_difference";
    var sentence =
        "its clock is %s %s".formatted(seconds(size), ahead.isNegative() ? "behind" : "ahead");
    if (size.compareTo(gapOverlap) > 0) {
      return TRACCAR.fault(
          code,
          sentence + ", so that answers which were missed may not be found",
          "set both clocks by NTP, or raise TRACCAR_GAP_OVERLAP above that");
    }
    return size.compareTo(CLOCKS_AGREE) > 0
        ? TRACCAR.note(code, sentence, "set both clocks by NTP")
        : TRACCAR.ok("clocks_agree", "its clock and ours agree");
  }

  /** From two thirds of the timeout on, some answers would come too late. */
  private Finding answerDelay(Duration delay) {
    var sentence = "trackers' answers come %s after it has received them".formatted(seconds(delay));
    if (delay.multipliedBy(3).compareTo(answerTimeout.multipliedBy(2)) > 0) {
      return TRACCAR.fault(
          "answers_too_late",
          sentence + ", but are waited for %s only".formatted(seconds(answerTimeout)),
          "lower server.buffering.threshold in Traccar's configuration (3000 ms is usual),"
              + " or raise COMMAND_PATIENCE");
    }
    return delay.compareTo(USUAL_DELAY) > 0
        ? TRACCAR.note(
            "answers_late",
            sentence + "; 3 s are usual",
            "lower server.buffering.threshold in Traccar's configuration")
        : TRACCAR.ok("answer_delay", sentence);
  }

  /** Of events that come by Kafka the delay is not measured. */
  private Optional<Finding> noAnswer() {
    return source == EventSource.KAFKA
        ? Optional.empty()
        : Optional.of(
            TRACCAR.ok(
                "answer_delay_unknown",
                "how late trackers' answers come is measured once some have come to the running"
                    + " service"));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
