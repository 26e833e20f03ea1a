package peyk.adapters.traccar.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.traccar.monitoring.Meters;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.TrackerEvent;

class FrameReaderTest {
  private static final String FIELDS =
      "\"attributes\":{\"result\":\"IMSI:432350123456789\",\"message\":\"car 1 said so\"},"
          + "\"deviceId\":3,\"type\":\"commandResult\","
          + "\"eventTime\":\"2026-11-22T09:17:03.157+00:00\",\"positionId\":37,\"geofenceId\":0";
  private static final String FRAME = "{\"events\":[{\"id\":18," + FIELDS + "}]}";
  private static final TrackerEvent EVENT =
      new TrackerEvent(
          18, new DeviceId(3), Instant.parse("2026-11-22T09:17:03.157Z"), "IMSI:432350123456789");

  private static final String DEVICE = "{\"devices\":[{\"id\":7,\"status\":\"online\"}]}";

  private final List<Long> online = new ArrayList<>();
  private int eventFrames;
  private final FrameReader frames =
      new FrameReader(new Meters(Metrics.globalRegistry()), online::add, () -> eventFrames++);

  @Test
  void an_answer_is_read() {
    assertThat(frames.read(FRAME, true)).containsExactly(EVENT);
  }

  @Test
  void every_frame_with_events_is_a_sign_of_life_and_no_other() {
    frames.read(FRAME, true);
    frames.read("{\"events\":[{\"id\":1,\"deviceId\":3,\"type\":\"ignitionOn\"}]}", true);
    frames.read(DEVICE, true);
    frames.read("{\"events\":[]}", true);
    frames.read("{}", true);
    assertThat(eventFrames).isEqualTo(2);
  }

  @Test
  void a_frame_may_come_in_any_pieces() {
    for (int size = 1; size < FRAME.length(); size++) {
      assertThat(inPieces("{\"positions\":[{\"id\":1}]}", size)).isEmpty();
      assertThat(inPieces(FRAME, size)).containsExactly(EVENT);
      assertThat(inPieces("{}", size)).isEmpty();
      assertThat(inPieces(DEVICE, size)).isEmpty();
      assertThat(online).hasSize(size).containsOnly(7L);
    }
  }

  private List<TrackerEvent> inPieces(String frame, int size) {
    var read = new ArrayList<TrackerEvent>();
    for (int i = 0; i < frame.length(); i += size) {
      var end = Math.min(frame.length(), i + size);
      read.addAll(frames.read(frame.substring(i, end), end == frame.length()));
    }
    return read;
  }

  @Test
  void a_frame_may_hold_several_events() {
    var frame = "{\"events\":[{\"id\":1," + FIELDS + "},{\"id\":2," + FIELDS + "}]}";
    assertThat(frames.read(frame, true)).extracting(TrackerEvent::id).containsExactly(1L, 2L);
  }

  @Test
  void an_answer_that_traccar_did_not_keep_has_no_id_and_counts() {
    var frame = "{\"events\":[{\"id\":0," + FIELDS + "}]}";
    assertThat(frames.read(frame, true)).extracting(TrackerEvent::id).containsExactly(0L);
  }

  @Test
  void a_frame_that_is_written_in_another_way_is_read_too() {
    assertThat(frames.read(" { \"events\" : [ {\"id\":18," + FIELDS + "} ] } ", true))
        .containsExactly(EVENT);
    assertThat(frames.read("{\"x\":1,\"events\":[{\"id\":18," + FIELDS + "}]}", true))
        .containsExactly(EVENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "",
        "{\"positions\":[]}",
        "{\"devices\":[{\"id\":1,\"status\":\"online\"}]}",
        "{\"logs\":[]}",
        "{\"events\":[]}",
        "{\"events\":null}",
        "{\"events\":{\"id\":1}}",
        "{\"events\":[1,null,\"x\",[]]}",
        "{\"events\":[{\"id\":1,\"type\":\"deviceOnline\",\"deviceId\":1,\"attributes\":{}}]}",
        "{\"events\":[{",
        "{\"events\":[{\"type\":\"commandResult\"}]}",
        "{\"events\":[{\"id\":1,\"deviceId\":\"x\",\"type\":\"commandResult\","
            + "\"attributes\":{\"result\":\"r\"},\"eventTime\":\"2026-11-22T09:17:03Z\"}]}",
        "{\"events\":[{\"id\":1,\"deviceId\":1,\"type\":\"commandResult\","
            + "\"attributes\":{},\"eventTime\":\"2026-11-22T09:17:03Z\"}]}",
        "{\"events\":[{\"id\":1,\"deviceId\":1,\"type\":\"commandResult\","
            + "\"attributes\":{\"result\":\"r\"},\"eventTime\":\"yesterday\"}]}",
        "nonsense",
        "[1,2]",
        "\"events\""
      })
  void what_holds_no_answer_gives_none_and_disturbs_nothing(String frame) {
    assertThat(frames.read(frame, true)).isEmpty();
    assertThat(frames.read(FRAME, true)).containsExactly(EVENT);
  }

  @Test
  void one_event_that_cannot_be_read_does_not_hide_the_next() {
    var frame = "{\"events\":[{\"type\":\"commandResult\"},{\"id\":18," + FIELDS + "}]}";
    assertThat(frames.read(frame, true)).containsExactly(EVENT);
  }

  @Test
  void a_frame_without_an_end_is_not_kept() {
    var piece = "x".repeat(1024 * 1024);
    frames.read("{\"events\":[{\"id\":1,\"attributes\":{\"result\":\"", false);
    for (int i = 0; i < 2000; i++) {
      assertThat(frames.read(piece, false)).isEmpty();
    }
    assertThat(frames.read("\"}}]}", true)).isEmpty();
    assertThat(frames.read(FRAME, true)).containsExactly(EVENT);
  }

  @Test
  void a_device_that_is_online_is_told() {
    assertThat(frames.read(DEVICE, true)).isEmpty();
    assertThat(online).containsExactly(7L);
  }

  @Test
  void so_is_one_that_has_come_online() {
    var came = "{\"id\":19,\"attributes\":{},\"deviceId\":8,\"type\":\"deviceOnline\"}";
    var frame = "{\"events\":[" + came + ",{\"id\":18," + FIELDS + "}]}";
    assertThat(frames.read(frame, true)).containsExactly(EVENT);
    assertThat(online).containsExactly(8L);
  }

  @Test
  void so_is_one_in_a_frame_that_is_written_in_another_way() {
    frames.read(
        " {\"devices\":[{\"id\":7,\"status\":\"online\"},{\"status\":\"online\"},2]}", true);
    assertThat(online).containsExactly(7L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"positions\":[{\"id\":1,\"status\":\"online\"}]}",
        "{\"devices\":[{\"id\":1,\"status\":\"offline\"}]}",
        "{\"devices\":[{\"id\":1,\"status\":\"online\"",
        "{\"devices\":null}",
        "{\"devices\":[null,1,\"online\",[],{}]}",
        "{\"devices\":[{\"id\":2,\"name\":\"\\\"status\\\":\\\"online\\\"\"}]}",
        "{\"devices\":[{\"id\":2,\"attributes\":{\"status\":\"online\"}}]}",
        "{\"devices\":[{\"id\":null,\"status\":\"online\"}]}",
        "{\"devices\":[{\"id\":-2,\"status\":\"online\"}]}",
        "{\"devices\":[{\"id\":99999999999999999999999,\"status\":\"online\"}]}",
        "{\"dogs\":[{\"id\":2,\"status\":\"online\"}]}",
        "{\"devices\":{\"id\":2,\"status\":\"online\"}}",
        "]]]]}}}}",
        "{\"events\":[{\"id\":1,\"type\":\"deviceOffline\",\"deviceId\":1}]}",
        "{\"events\":[{\"id\":1,\"type\":\"deviceOnline\",\"deviceId\":\"x\"}]}",
        "{\"events\":[{\"id\":1,\"type\":\"deviceOnline\"}]}"
      })
  void of_others_nothing_is_told_and_the_next_frame_is_read(String frame) {
    frames.read(frame, true);
    assertThat(online).isEmpty();
    frames.read(DEVICE, true);
    assertThat(online).containsExactly(7L);
  }

  @Test
  void a_frame_may_hold_a_whole_fleet() {
    var name = "\"name\":\"" + "x".repeat(4000) + "\"";
    frames.read("{\"devices\":[", false);
    for (int id = 1; id <= 1500; id++) {
      var status = id % 2 == 0 ? "offline" : "online";
      var device = "{\"id\":" + id + "," + name + ",\"status\":\"" + status + "\"}";
      frames.read(id == 1 ? device : "," + device, false);
    }
    frames.read("]}", true);
    assertThat(online).hasSize(750).contains(1L, 1499L);
    assertThat(frames.read(FRAME, true)).containsExactly(EVENT);
  }

  @Test
  void times_of_older_servers_are_read() {
    var frame = FRAME.replace("+00:00", "+0330");
    assertThat(frames.read(frame, true))
        .extracting(TrackerEvent::at)
        .containsExactly(Instant.parse("2026-11-22T05:47:03.157Z"));
  }
}
