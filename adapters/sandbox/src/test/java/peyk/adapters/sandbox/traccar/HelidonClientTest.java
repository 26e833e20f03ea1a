package peyk.adapters.sandbox.traccar;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webclient.websocket.WsClient;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The socket as Helidon's own client sees it. */
class HelidonClientTest {
  private static final String IMEI = "350000000000015";

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();

  @Test
  void frames_of_any_size_come_whole() throws InterruptedException {
    var options = TraccarOptions.defaults().withAnswerDelay(Duration.ZERO);
    try (var traccar = SimulatedTraccar.start(options)) {
      var admin = traccar.administrator();
      traccar.link(admin.id(), traccar.addDevice(IMEI, "one"));
      traccar.addNotification(admin.id(), "commandResult", true, "web");
      var client = WsClient.builder().baseUri(traccar.uri()).build();
      client.connect("/api/socket?token=" + admin.token(), new Collector());
      assertThat(next()).isEqualTo("{\"positions\":[]}");

      traccar.emitAnswer(IMEI, "x".repeat(100_000));
      assertThat(next()).startsWith("{\"devices\":");
      assertThat(next()).startsWith("{\"events\":").hasSizeGreaterThan(200_000);
    }
  }

  private String next() throws InterruptedException {
    return frames.poll(20, TimeUnit.SECONDS);
  }

  private final class Collector implements WsListener {
    private final StringBuilder partial = new StringBuilder();

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
      partial.append(text);
      if (last) {
        frames.add(partial.toString());
        partial.setLength(0);
      }
    }
  }
}
