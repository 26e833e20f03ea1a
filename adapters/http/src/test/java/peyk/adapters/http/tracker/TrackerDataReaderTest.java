package peyk.adapters.http.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.RequestException;
import io.helidon.metrics.api.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.server.ClientWatch;
import peyk.adapters.http.server.ConnectionInput;
import peyk.adapters.http.server.ReceivedBytes;
import peyk.adapters.http.server.ServerLimits;

class TrackerDataReaderTest {
  private static final ReceivedBytes RECEIVED =
      new ReceivedBytes(Long.MAX_VALUE, Metrics.createMeterRegistry());
  private static final String REQUESTS =
      "\r\nPOST /q.php?a=\" HTTP/1.0\r\nConnection: keep-alive\nContent-Length:4\r\n\r\na\nbc"
          + "GET /bare HTTP/1.1\r\nHost: x\r\n\r\n"
          + "GET /q.php HTTP/1.0\n\n";
  private static final List<String> READ =
      List.of(
          "POST /q.php?a=%22 HTTP/1.1",
          "Content-Length: 4",
          "Host: unknown",
          "a\nbc",
          "GET /bare HTTP/1.1",
          "Host: x",
          "GET /q.php HTTP/1.1",
          "Host: unknown",
          "Connection: close");

  private static DataReader reader(Queue<byte[]> pieces) {
    var client = new ClientWatch(ServerLimits.DEFAULT, Duration.ZERO, RECEIVED, () -> {});
    return TrackerDataReader.of(new ConnectionInput(DataReader.create(pieces::poll), client));
  }

  private static Queue<byte[]> pieces(String... texts) {
    var pieces = new ArrayDeque<byte[]>();
    for (var text : texts) {
      if (!text.isEmpty()) {
        pieces.add(text.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return pieces;
  }

  /** Reads as Helidon does. */
  private static List<String> readAll(DataReader reader) {
    var read = new ArrayList<String>();
    for (int request = 0; request < 3; request++) {
      read.add(reader.readAsciiString(reader.findNewLine(TrackerDataReader.LONGEST_LINE)));
      reader.skip(2);
      while (!reader.startsWithNewLine()) {
        read.add(reader.readLine());
      }
      reader.skip(2);
      if (request == 0) {
        read.add(reader.readAsciiString(4));
      }
    }
    return read;
  }

  @Test
  void it_does_not_matter_where_the_bytes_are_split() {
    for (int at = 0; at <= REQUESTS.length(); at++) {
      var pieces = pieces(REQUESTS.substring(0, at), REQUESTS.substring(at));

      assertThat(readAll(reader(pieces))).as("split at %d", at).isEqualTo(READ);
    }
  }

  @RepeatedTest(200)
  void nor_into_how_many_pieces(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var pieces = new ArrayList<String>();
    for (int from = 0, to; from < REQUESTS.length(); from = to) {
      to = Math.min(REQUESTS.length(), from + random.nextInt(1, 30));
      pieces.add(REQUESTS.substring(from, to));
    }

    assertThat(readAll(reader(pieces(pieces.toArray(String[]::new))))).isEqualTo(READ);
  }

  @RepeatedTest(2_000)
  void bytes_at_random_are_read_or_refused(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var bytes = (REQUESTS + REQUESTS).getBytes(StandardCharsets.ISO_8859_1);
    for (int change = random.nextInt(10); change > 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    var reader = reader(new ArrayDeque<>(List.of(bytes)));

    try {
      assertThat(reader.findNewLine(TrackerDataReader.LONGEST_LINE)).isPositive();
    } catch (RequestException e) {
      assertThat(e.status().code()).isEqualTo(400);
    } catch (DataReader.InsufficientDataAvailableException e) {
      assertThat(reader.available()).isZero();
    }
  }
}
