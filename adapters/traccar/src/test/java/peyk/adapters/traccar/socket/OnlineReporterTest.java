package peyk.adapters.traccar.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Metrics;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.traccar.RecordingOnlineListener;
import peyk.adapters.traccar.monitoring.Meters;
import peyk.domain.Eventually;
import peyk.domain.device.DeviceId;

class OnlineReporterTest {
  private final RecordingOnlineListener listener = new RecordingOnlineListener();
  private final OnlineReporter reporter =
      new OnlineReporter(listener, new Meters(Metrics.globalRegistry()), new SplittableRandom(1));
  private final Thread reporting = Thread.ofVirtual().unstarted(reporter);

  @AfterEach
  void stop() {
    reporting.interrupt();
  }

  @Test
  void what_gathers_is_told_together_and_once() {
    for (int i = 0; i < 3; i++) {
      LongStream.rangeClosed(1, 5000).forEach(reporter::add);
    }
    reporting.start();
    Eventually.until("it is told", () -> listener.told().size() == 5000);
    assertThat(listener.told()).isEqualTo(devices(5000));
    assertThat(listener.attempts()).isOne();
  }

  @Test
  void what_is_no_news_is_not_told() {
    listener.online(List.of(new DeviceId(1)));
    reporting.start();
    reporter.add(1);
    reporter.add(2);
    Eventually.until("it is told", () -> listener.told().size() == 2);
    assertThat(listener.told()).containsExactly(new DeviceId(1), new DeviceId(2));
  }

  @Test
  void while_the_database_is_away_it_waits() {
    listener.goAway();
    reporter.add(1);
    reporting.start();
    Eventually.until("it has tried twice", () -> listener.attempts() > 1);
    reporter.add(2);
    listener.comeBack();
    Eventually.until("both are told", () -> listener.told().size() == 2);
    assertThat(listener.told()).containsExactlyInAnyOrder(new DeviceId(1), new DeviceId(2));
  }

  @Test
  void an_error_of_our_own_stops_nothing() {
    listener.stumble();
    reporter.add(1);
    reporting.start();
    Eventually.until("it has tried", () -> listener.attempts() > 0);
    listener.comeBack();
    reporter.add(2);
    Eventually.until("the next is told", () -> listener.told().contains(new DeviceId(2)));
  }

  @Test
  void what_does_not_fit_is_left_out() throws InterruptedException {
    LongStream.rangeClosed(1, 20_010).forEach(reporter::add);
    reporter.add(1);
    assertThat(reporter.take()).isEqualTo(devices(20_000));
  }

  private static List<DeviceId> devices(long count) {
    return LongStream.rangeClosed(1, count).mapToObj(DeviceId::new).toList();
  }
}
