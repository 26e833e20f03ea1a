package peyk.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.TrackerEvent;

class ForwardedEventTest {
  private static final DeviceId DEVICE = new DeviceId(7);

  /** With everything that Traccar adds to the event. */
  private static final String ANSWER =
      """
      {"event":{"id":9,"attributes":{"result":"{\\"cmd\\":29,\\"param\\":{\\"dp\\":\\"1234\\"}}"},
       "deviceId":7,"type":"commandResult","eventTime":"2026-11-22T09:28:02.160+00:00",
       "positionId":8,"geofenceId":0,"maintenanceId":0},
       "position":{"id":8,"attributes":{"type":6,"result":"{}","motion":false},"deviceId":7,
       "protocol":"teltonika","serverTime":"2026-11-22T09:28:02.160+00:00","valid":true,
       "latitude":35.6371891,"longitude":51.3890418,"network":null,"geofenceIds":null},
       "device":{"id":7,"attributes":{"owner":"x"},"groupId":0,"name":"T950",
       "uniqueId":"350123450000001","status":"offline","phone":"09350000001","contact":null}}
      """;

  @Test
  void an_answer_is_read_as_from_the_socket() {
    assertThat(read(ANSWER).orElseThrow().answer())
        .contains(
            new TrackerEvent(
                9,
                DEVICE,
                Instant.parse("2026-11-22T09:28:02.160Z"),
                "{\"cmd\":29,\"param\":{\"dp\":\"1234\"}}"));
  }

  @Test
  void an_answer_that_traccar_could_not_store_has_the_id_zero() {
    assertThat(read(Forwarded.answer(0, 7, "long")).orElseThrow().answer())
        .contains(new TrackerEvent(0, DEVICE, Forwarded.AT, "long"));
  }

  @Test
  void a_device_is_online_if_it_came_online_or_has_that_status_now() {
    assertThat(read(Forwarded.online(3, 7)).orElseThrow().online()).contains(DEVICE);
    assertThat(
            read(Forwarded.event(3, 7, "deviceMoving", "{}", Forwarded.AT, "online"))
                .orElseThrow()
                .online())
        .contains(DEVICE);
    assertThat(read(ANSWER).orElseThrow().online()).isEmpty();
  }

  @Test
  void an_event_of_another_type_is_no_answer() {
    var event = Forwarded.event(3, 7, "alarm", "{\"result\":\"x\"}", Forwarded.AT, "unknown");
    assertThat(read(event)).contains(new ForwardedEvent(Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "1",
        "null",
        "{}",
        "{\"event\":null}",
        "{\"event\":{\"id\":1,\"deviceId\":7}}",
        "{\"event\":{\"id\":1,\"deviceId\":0,\"type\":\"alarm\"}}",
        "{\"event\":{\"id\":1,\"deviceId\":\"7\",\"type\":\"alarm\"}}",
        "{\"event\":{\"id\":1,\"deviceId\":7,\"type\":\"commandResult\"}}",
        "{\"event\":{\"id\":1,\"deviceId\":7,\"type\":\"commandResult\",\"eventTime\":\"yesterday\","
            + "\"attributes\":{\"result\":\"x\"}}}",
        "{\"event\":{\"deviceId\":7,\"type\":\"commandResult\",\"attributes\":{\"result\":\"x\"},"
            + "\"eventTime\":\"2026-11-22T09:28:02.160+00:00\"}}",
        "{\"position\":{\"id\":8}}"
      })
  void whatever_else_somebody_writes_to_the_topic_is_no_event(String record) {
    assertThat(read(record)).isEmpty();
  }

  @Test
  void neither_is_a_record_without_a_value_nor_one_that_is_nested_too_deeply_or_too_long() {
    assertThat(ForwardedEvent.read(null)).isEmpty();
    assertThat(read("{\"event\":".repeat(10_000))).isEmpty();
    assertThat(read(Forwarded.answer(1, 7, "x".repeat(3_000_000)))).isEmpty();
    assertThat(ForwardedEvent.read(new byte[] {(byte) 0xff, (byte) 0xfe, '{'})).isEmpty();
  }

  private static Optional<ForwardedEvent> read(String json) {
    return ForwardedEvent.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
