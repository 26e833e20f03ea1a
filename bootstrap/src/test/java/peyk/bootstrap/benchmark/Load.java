package peyk.bootstrap.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/**
 * Clients that send one request after another, each on a connection of its own that stays open. It
 * is as plain as can be, because it shares the processor with what it measures.
 */
final class Load {
  private static final int MOST_SAMPLES = 2_000_000;

  private final int port;
  private final int clients;

  Load(int port, int clients) {
    this.port = port;
    this.clients = clients;
  }

  /**
   * @param perSecond answers
   * @param p50 milliseconds, as p99
   * @param failures answers with a status other than the one that was expected
   */
  record Result(double perSecond, double p50, double p99, long failures) {}

  /**
   * @param request the n-th request, as it goes over the wire
   */
  Result run(Duration time, int expectedStatus, LongFunction<String> request)
      throws InterruptedException, ExecutionException {
    var start = System.nanoTime();
    var end = start + time.toNanos();
    var shares = new ArrayList<Future<Share>>();
    try (var threads = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        shares.add(threads.submit(client(i, end, expectedStatus, request)));
      }
    }
    var all = new ArrayList<Share>();
    for (var share : shares) {
      all.add(share.get());
    }
    return summary(all, System.nanoTime() - start);
  }

  private record Share(long[] nanos, long failures) {}

  private Callable<Share> client(
      int number, long end, int expectedStatus, LongFunction<String> request) {
    return () -> {
      var nanos = new long[1024];
      int count = 0;
      long failures = 0;
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setTcpNoDelay(true);
        var in = new BufferedInputStream(socket.getInputStream());
        var out = socket.getOutputStream();
        for (long n = number; System.nanoTime() < end; n += clients) {
          var bytes = request.apply(n).getBytes(StandardCharsets.UTF_8);
          var sent = System.nanoTime();
          out.write(bytes);
          failures += read(in) == expectedStatus ? 0 : 1;
          if (count < MOST_SAMPLES) {
            nanos = count == nanos.length ? Arrays.copyOf(nanos, 2 * count) : nanos;
            nanos[count++] = System.nanoTime() - sent;
          }
        }
      }
      return new Share(Arrays.copyOf(nanos, count), failures);
    };
  }

  private static int read(InputStream in) throws IOException {
    var status = Integer.parseInt(line(in).substring(9, 12));
    int length = 0;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the service closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static Result summary(List<Share> shares, long took) {
    var all =
        shares.stream().flatMapToLong(share -> Arrays.stream(share.nanos())).sorted().toArray();
    var failures = shares.stream().mapToLong(Share::failures).sum();
    return new Result(all.length * 1e9 / took, millis(all, 0.5), millis(all, 0.99), failures);
  }

  private static double millis(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
  }

  /** A request with a body, if it is not empty. */
  static String request(String methodAndTarget, String body) {
    return String.format(
        Locale.ROOT,
        "%s HTTP/1.1\r\nHost: peyk\r\nContent-Length: %d\r\n\r\n%s",
        methodAndTarget,
        body.getBytes(StandardCharsets.UTF_8).length,
        body);
  }
}
