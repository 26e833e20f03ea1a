package peyk.adapters.traccar.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.sandbox.traccar.TraccarOptions;
import peyk.adapters.traccar.StubServer;
import peyk.adapters.traccar.TestClock;
import peyk.adapters.traccar.TraccarFixture;
import peyk.domain.Eventually;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.EventReportGateway;
import peyk.domain.tracker.EventReportGatewayContract;
import peyk.domain.tracker.TrackerEvent;

class TraccarEventReportGatewayTest extends EventReportGatewayContract {
  private final TestClock clock = new TestClock();
  private final TraccarFixture neighbour =
      TraccarFixture.start(TraccarOptions.defaults().withClock(clock));
  private final TraccarEventReportGateway reports =
      new TraccarEventReportGateway(neighbour.client());

  @AfterEach
  void close() {
    neighbour.close();
  }

  @Override
  protected EventReportGateway reports() {
    return reports;
  }

  @Override
  protected DeviceId aDevice() {
    var device = neighbour.aDevice();
    neighbour.traccar().link(neighbour.self().id(), device.value());
    return device;
  }

  @Override
  protected void answer(DeviceId device, Instant at, String result) {
    clock.set(at);
    neighbour.traccar().emitAnswer(TraccarFixture.imei(device), result);
    Eventually.until("the answer is stored", () -> count(device, at) > 0);
  }

  private int count(DeviceId device, Instant at) {
    var count = new AtomicInteger();
    reports.answers(List.of(device), at, at, batch -> count.addAndGet(batch.size()));
    return count.get();
  }

  @Override
  protected void breakDown() {
    neighbour.traccar().goDown();
  }

  @Test
  void events_of_other_types_and_answers_without_a_result_do_not_count() {
    var car = aDevice();
    clock.set(NINE);
    neighbour.traccar().emitEvent(TraccarFixture.imei(car), "ignitionOn", Map.of());
    neighbour.traccar().emitEvent(TraccarFixture.imei(car), "commandResult", Map.of("other", "x"));
    answer(car, NINE, "PASS:1");
    assertThat(count(car, NINE)).isEqualTo(1);
  }

  @Test
  void what_cannot_be_read_or_stored_is_skipped_and_hides_no_other_answer() {
    var answer =
        "{\"id\":%d,\"deviceId\":3,\"type\":\"commandResult\",\"eventTime\":\"%s\","
            + "\"attributes\":{\"result\":\"IMSI:1\"}}";
    var body =
        "[null,7,\"x\",[1],"
            + answer.formatted(1, "2026-11-22T09:17:03Z")
            + ","
            + answer.formatted(2, "+294277-01-01T00:00:00Z")
            + ","
            + answer.formatted(3, "2026-11-22T09:17:04Z")
            + "]";
    try (var server = StubServer.answering(200, body);
        var client =
            TraccarFixture.client(TraccarFixture.config(server.uri(), "token"), Instant::now)) {
      var found = new ArrayList<TrackerEvent>();
      new TraccarEventReportGateway(client)
          .answers(List.of(new DeviceId(3)), Instant.EPOCH, Instant.now(), found::addAll);
      assertThat(found).extracting(TrackerEvent::id).containsExactly(1L, 3L);
    }
  }

  @Test
  void a_large_fleet_is_asked_for_in_portions() {
    clock.set(NINE);
    var fleet = IntStream.range(0, 250).mapToObj(_ -> aDevice()).toList();
    neighbour.traccar().requests().resetCounts();
    reports.answers(fleet, NINE, NINE, _ -> {});
    assertThat(neighbour.traccar().requests().count("GET", "/api/reports/events")).isEqualTo(3);
  }
}
