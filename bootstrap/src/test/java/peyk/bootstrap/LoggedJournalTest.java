package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.MetricsConfig;
import io.helidon.metrics.api.MetricsFactory;
import io.helidon.metrics.api.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import peyk.application.monitoring.JournalEvent;
import peyk.application.monitoring.JournalEvent.AttributesTooLong;
import peyk.application.monitoring.JournalEvent.ChangesDropped;
import peyk.application.monitoring.JournalEvent.ListOverflowed;
import peyk.application.monitoring.JournalEvent.ProvisioningDone;
import peyk.application.monitoring.JournalEvent.ProvisioningEnded;
import peyk.application.monitoring.JournalEvent.ProvisioningGivenUp;
import peyk.application.monitoring.JournalEvent.ProvisioningStarted;
import peyk.application.monitoring.JournalEvent.ScheduleFired;
import peyk.application.monitoring.JournalEvent.ScheduleSkipped;
import peyk.application.monitoring.JournalEvent.TextRejected;
import peyk.application.monitoring.JournalEvent.TrackerAnswered;
import peyk.application.monitoring.JournalEvent.UssdRead;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.DeviceId;
import peyk.domain.provisioning.ProvisioningStep;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.FiringId;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.sim.UssdOutcome;
import peyk.domain.tracker.TrackerReply;

class LoggedJournalTest {
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final Instant NOW = Instant.parse("2026-11-26T06:00:00Z");
  private static final ScheduleName SCHEDULE = new ScheduleName("balance");

  private final MeterRegistry metrics =
      MetricsFactory.getInstance().createMeterRegistry(MetricsConfig.create());
  private final LoggedJournal journal = new LoggedJournal(metrics);

  static Stream<Arguments> counted() {
    return Stream.of(
        arguments(new TextRejected(), "peyk_sms_rejected"),
        arguments(
            new TrackerAnswered(DEVICE, new TrackerReply.Malformed()),
            "peyk_tracker_answers kind=malformed"),
        arguments(
            new TrackerAnswered(
                DEVICE, new TrackerReply.Value(AnswerKind.PASSWORD, "Device Password", "4321")),
            "peyk_tracker_answers kind=password"),
        arguments(
            new ListOverflowed(DEVICE, "baAllParams", 5000),
            "peyk_lists_kept_aside attribute=baallparams"),
        arguments(new AttributesTooLong(DEVICE), "peyk_device_changes_dropped reason=too long"),
        arguments(new ChangesDropped(DEVICE), "peyk_device_changes_dropped reason=gone"),
        arguments(new ProvisioningStarted(DEVICE), "peyk_provisionings outcome=begun"),
        arguments(new ProvisioningDone(DEVICE), "peyk_provisionings outcome=done"),
        arguments(
            new ProvisioningGivenUp(DEVICE, ProvisioningStep.IMSI),
            "peyk_provisionings outcome=gave_up"),
        arguments(new ProvisioningEnded(DEVICE), "peyk_provisionings outcome=gone"),
        arguments(
            new ScheduleSkipped(SCHEDULE, NOW),
            "peyk_schedule_firings schedule=balance outcome=left_out"),
        arguments(new UssdRead(UssdOutcome.UNDERSTOOD), "peyk_ussd_read outcome=understood"));
  }

  @ParameterizedTest
  @MethodSource("counted")
  void each_event_is_counted_under_its_name_and_labels(JournalEvent event, String series) {
    journal.record(event);

    assertThat(count(series)).isOne();
  }

  @Test
  void a_firing_counts_itself_and_the_commands_that_it_ordered() {
    var ending = new Firing.Ending(NOW, 10, 5, 3);
    journal.record(
        new ScheduleFired(
            new Firing(new FiringId(1), SCHEDULE, NOW, false, NOW, Optional.of(ending))));

    assertThat(count("peyk_schedule_firings schedule=balance outcome=fired")).isOne();
    assertThat(count("peyk_schedule_commands schedule=balance")).isEqualTo(3);
  }

  /**
   * @param series a name and labels, separated by blanks before each label
   */
  private long count(String series) {
    var parts = series.split(" (?=[a-z]+=)");
    var tags = new ArrayList<Tag>();
    for (var label : List.of(parts).subList(1, parts.length)) {
      tags.add(Tag.create(label.replaceFirst("=.*", ""), label.replaceFirst("[^=]*=", "")));
    }
    return metrics.counter(parts[0], tags).map(Counter::count).orElse(0L);
  }
}
