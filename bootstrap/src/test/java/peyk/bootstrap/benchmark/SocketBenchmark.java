package peyk.bootstrap.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.helidon.metrics.api.Metrics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.traccar.Traccar;
import peyk.adapters.traccar.TraccarConfig;
import peyk.domain.account.SessionToken;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.OnlineListener;

/**
 * Measures frames of Traccar's socket: how many answers a second become durable rows of the inbox,
 * and how much processor time it takes to skip positions. A plain server sends prepared bytes as
 * fast as they are read.
 */
public final class SocketBenchmark {
  private static final int ROUNDS = 3;
  private static final int ANSWERS = 100_000;
  private static final int POSITIONS = 500_000;
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final OnlineListener NOBODY =
      new OnlineListener() {
        @Override
        public boolean isNews(DeviceId device) {
          return false;
        }

        @Override
        public void online(Collection<DeviceId> devices) {}
      };

  private final PostgresDatabase database;
  private final OutputStream out;
  private final Thread sender = Thread.currentThread();
  private long lastEvent;

  private SocketBenchmark(PostgresDatabase database, OutputStream out) {
    this.database = database;
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    var metrics = Metrics.globalRegistry();
    try (var postgres = new OwnDatabase();
        var database = PostgresDatabase.open(postgres.config(), metrics);
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var config =
          TraccarConfig.of(
              URI.create("http://127.0.0.1:" + server.getLocalPort()),
              new SessionToken("token"),
              Duration.ofSeconds(3),
              Duration.ofSeconds(5));
      try (var traccar = new Traccar(config, metrics, database.clock());
          var listening =
              traccar.listen(
                  database.eventInbox(), NOBODY, (_, _) -> true, new SplittableRandom(1))) {
        var benchmark = new SocketBenchmark(database, open(server));
        for (int round = 0; round <= ROUNDS; round++) {
          benchmark.answers();
          benchmark.positions();
        }
      }
    }
  }

  private static OutputStream open(ServerSocket server) throws Exception {
    var socket = server.accept();
    var in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    var key = "";
    for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
        key = line.substring(line.indexOf(':') + 1).strip();
      }
    }
    var text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    var hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
    var answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + Base64.getEncoder().encodeToString(hash)
            + "\r\n\r\n";
    var out = socket.getOutputStream();
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
    return out;
  }

  /** Of 1,000 trackers, with texts that are all different. */
  private void answers() throws IOException {
    var frames = ByteBuffer.allocate(ANSWERS * 300);
    for (int i = 0; i < ANSWERS; i++) {
      lastEvent++;
      put(
          frames,
          "{\"events\":[{\"id\":%d,\"attributes\":{\"result\":\"New value %d:7;\"},\"deviceId\":%d,\"type\":\"commandResult\",\"eventTime\":\"2026-11-22T09:17:03.157+00:00\",\"positionId\":37,\"geofenceId\":0}]}"
              .formatted(lastEvent, lastEvent, 1 + i % 1000));
    }
    var start = System.nanoTime();
    out.write(frames.array(), 0, frames.position());
    awaitRow(lastEvent);
    var seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "%,d answers in durable rows: %,.0f a second%n", ANSWERS, ANSWERS / seconds);
  }

  /** Each has 600 characters. An answer after them tells that they were read. */
  private void positions() throws IOException {
    var frame = ByteBuffer.allocate(1000);
    put(
        frame,
        "{\"positions\":[{\"id\":1,\"deviceId\":7,\"protocol\":\"osmand\",\"attributes\":{\"x\":\"%s\"}}]}"
            .formatted("a".repeat(520)));
    var thousand = new byte[1000 * frame.position()];
    for (int i = 0; i < 1000; i++) {
      System.arraycopy(frame.array(), 0, thousand, i * frame.position(), frame.position());
    }
    var processor = processorNanos();
    for (int i = 0; i < POSITIONS; i += 1000) {
      out.write(thousand);
    }
    var answer = ByteBuffer.allocate(1000);
    put(
        answer,
        "{\"events\":[{\"id\":%d,\"attributes\":{\"result\":\"OK\"},\"deviceId\":1,\"type\":\"commandResult\",\"eventTime\":\"2026-11-22T09:17:03.157+00:00\"}]}"
            .formatted(++lastEvent));
    out.write(answer.array(), 0, answer.position());
    awaitRow(lastEvent);
    var seconds = (processorNanos() - processor) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "positions skipped: %,.0f MB for a second of processor time%n",
        POSITIONS / 1000 * (thousand.length / 1e6) / seconds);
  }

  /** Of this process but for the thread that sends. */
  private long processorNanos() {
    var all = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var threads = ManagementFactory.getThreadMXBean();
    return all.getProcessCpuTime() - threads.getThreadCpuTime(sender.threadId());
  }

  private static void put(ByteBuffer frames, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    frames.put((byte) 0x81);
    if (bytes.length < 126) {
      frames.put((byte) bytes.length);
    } else {
      frames.put((byte) 126).putShort((short) bytes.length);
    }
    frames.put(bytes);
  }

  private void awaitRow(long event) {
    var deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!isStored(event)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("an answer was not stored");
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private boolean isStored(long event) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT EXISTS (SELECT FROM event_inbox WHERE event_id = :event)")
                .bind("event", event)
                .mapTo(Boolean.class)
                .one());
  }
}
