package peyk.adapters.traccar.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.traccar.rest.LosslessJson;

class OnlineDeviceScannerTest {
  private static final Logger log = LoggerFactory.getLogger(OnlineDeviceScannerTest.class);
  private static final String FRAME =
      "{\"devices\":[{\"id\":2,\"attributes\":{},\"groupId\":0,\"calendarId\":0,"
          + "\"name\":\"T950 two\",\"uniqueId\":\"350123450000019\",\"status\":\"online\","
          + "\"lastUpdate\":\"2026-11-22T09:28:02.356+00:00\",\"positionId\":0,\"phone\":null,"
          + "\"model\":null,\"contact\":null,\"category\":null,\"disabled\":false,"
          + "\"expirationTime\":null}]}";

  private final List<Long> found = new ArrayList<>();
  private final OnlineDeviceScanner scan = new OnlineDeviceScanner(found::add);

  @Test
  void a_device_that_is_online_is_found() {
    assertThat(online(FRAME)).containsExactly(2L);
  }

  @Test
  void a_frame_may_come_in_any_pieces() {
    for (int size = 1; size < FRAME.length(); size++) {
      found.clear();
      scan.begin();
      for (int i = 0; i < FRAME.length(); i += size) {
        scan.read(FRAME.substring(i, Math.min(FRAME.length(), i + size)));
      }
      assertThat(found).containsExactly(2L);
      assertThat(scan.isComplete()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"devices\":[{\"id\":2,\"status\":\"online\"}]}",
        "{\"devices\":[{\"status\":\"online\",\"id\":2}]}",
        " { \"devices\" : [ { \"id\" : 2 , \"status\" : \"online\" } ] } ",
        "{\"devices\":[{\"id\":1,\"status\":\"offline\"},{\"id\":2,\"status\":\"online\"}]}",
        "{\"devices\":[{\"id\":2,\"attributes\":{\"id\":9,\"status\":\"offline\"},"
            + "\"status\":\"online\"}]}",
        "{\"devices\":[{\"attributes\":{\"a\":[{\"id\":9,\"status\":\"online\"}]},"
            + "\"id\":2,\"status\":\"online\"},{\"id\":3,\"status\":null}]}",
        "{\"devices\":[{\"id\":2,\"name\":\"}],\\\"status\\\":\\\"offline\\\"\\\\\","
            + "\"status\":\"online\"}]}",
        "{\"x\":[{\"id\":9,\"status\":\"online\"}],\"devices\":[{\"id\":2,\"status\":\"online\"}]}"
      })
  void it_is_the_devices_own_fields_that_count(String frame) {
    assertThat(online(frame)).containsExactly(2L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"devices\":[]}",
        "{\"devices\":null}",
        "{\"devices\":[null,1,\"online\",[],{}]}",
        "{\"devices\":[{\"id\":2,\"status\":\"offline\"}]}",
        "{\"devices\":[{\"id\":2,\"status\":\"unknown\"}]}",
        "{\"devices\":[{\"id\":2,\"status\":\"onlineonlineonlineonline\"}]}",
        "{\"devices\":[{\"id\":2,\"name\":\"status\",\"x\":\"online\"}]}",
        "{\"devices\":[{\"id\":2,\"name\":\"\\\"status\\\":\\\"online\\\"\"}]}",
        "{\"devices\":[{\"id\":2,\"attributes\":{\"status\":\"online\"},\"status\":\"offline\"}]}",
        "{\"devices\":[{\"id\":2,\"attributes\":{\"status\":\"online\"}}]}",
        "{\"devices\":[{\"status\":\"online\"}]}",
        "{\"devices\":[{\"id\":null,\"status\":\"online\"}]}",
        "{\"devices\":[{\"id\":-2,\"status\":\"online\"}]}",
        "{\"devices\":[{\"id\":2.5,\"status\":\"online\"}]}",
        "{\"devices\":[{\"id\":99999999999999999999999,\"status\":\"online\"}]}",
        "{\"devices\":[{\"id\":2,\"status\":\"online\"",
        "{\"devices\":[{\"id\":2,\"status\":\"online",
        "{\"dogs\":[{\"id\":2,\"status\":\"online\"}]}",
        "{\"devices\":{\"id\":2,\"status\":\"online\"}}",
        "]]]]}}}}",
        "\"\\"
      })
  void where_no_device_is_online_none_is_found_and_the_next_frame_is_read(String frame) {
    assertThat(online(frame)).isEmpty();
    found.clear();
    assertThat(online(FRAME)).containsExactly(2L);
  }

  @RepeatedTest(300)
  void whatever_the_devices_are_like_those_online_are_found(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var devices = new ArrayList<Map<String, Object>>();
    var expected = new ArrayList<Long>();
    for (long id = 1; id <= random.nextInt(6); id++) {
      var status = List.of("online", "offline", "unknown").get(random.nextInt(3));
      devices.add(device(id, status, random));
      if (status.equals("online")) {
        expected.add(id);
      }
    }
    assertThat(online(LosslessJson.write(Map.of("devices", devices)))).isEqualTo(expected);
  }

  /** The fields in any order, among others with similar values. */
  private static Map<String, Object> device(long id, String status, SplittableRandom random) {
    var device = new LinkedHashMap<String, Object>();
    device.put("attributes", oddities(random));
    if (random.nextBoolean()) {
      device.put("id", id);
      device.put("name", oddity(random));
      device.put("status", status);
    } else {
      device.put("status", status);
      device.put("name", oddity(random));
      device.put("id", id);
    }
    device.put("contact", oddities(random));
    return device;
  }

  private static Object oddities(SplittableRandom random) {
    return Map.of(
        "status", oddity(random), "id", random.nextInt(), oddity(random), List.of(Map.of("id", 7)));
  }

  private static String oddity(SplittableRandom random) {
    var letters = "\"\\{}[]:,\n\u0000 آنلاین😀online status id";
    return IntStream.range(0, random.nextInt(12))
        .mapToObj(_ -> String.valueOf(letters.charAt(random.nextInt(letters.length()))))
        .reduce("", String::concat);
  }

  @Test
  void many_frames_take_little_time() {
    int frames = 50_000;
    for (int round = 0; round < 2; round++) {
      found.clear();
      var start = System.nanoTime();
      for (int i = 0; i < frames; i++) {
        scan.begin();
        scan.read(FRAME);
      }
      var nanos = System.nanoTime() - start;
      assertThat(found).hasSize(frames);
      log.info(
          "scanned frames={} millis={} nanosEach={}",
          frames,
          TimeUnit.NANOSECONDS.toMillis(nanos),
          nanos / frames);
    }
  }

  private List<Long> online(String frame) {
    scan.begin();
    scan.read(frame);
    return found;
  }
}
