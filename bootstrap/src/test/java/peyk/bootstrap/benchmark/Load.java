package peyk.bootstrap.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Clients that send one request after another, each on a connection of its own that stays open. It
 * is as plain as can be, because it shares the processor with what it measures.
 */
final class Load {
  private static final long LONGEST = Duration.ofMinutes(1).toMillis() * 1000;

  private final URI target;
  private final int clients;

  /**
   * @param target of which host and port are used
   */
  Load(URI target, int clients) {
    this.target = target;
    this.clients = clients;
  }

  /**
   * @param text that the right answer contains
   */
  record Expected(int status, String text) {}

  /**
   * @param acknowledged the answers that were as expected
   * @param failures other answers
   * @param wrong one of them; empty if there is none
   * @param micros from the time when a request was due until its answer was read
   */
  record Result(
      long acknowledged, long failures, String wrong, double perSecond, Histogram micros) {
    double millis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1000.0;
    }
  }

  /** Each client sends its next request as soon as it has its answer. */
  Result asFastAsPossible(Duration time, Expected expected, Supplier<Optional<String>> requests)
      throws InterruptedException, ExecutionException {
    return run(time, 0, expected, requests);
  }

  /**
   * Requests are due at even intervals, whether or not those before them were answered. A late
   * answer counts from when its request was due, so a pause of the service shows in all requests
   * that had to wait.
   */
  Result atRate(
      double perSecond, Duration time, Expected expected, Supplier<Optional<String>> requests)
      throws InterruptedException, ExecutionException {
    return run(time, (long) (clients * 1e9 / perSecond), expected, requests);
  }

  private record Share(long acknowledged, long failures, String wrong, Histogram micros) {}

  private Result run(
      Duration time, long interval, Expected expected, Supplier<Optional<String>> requests)
      throws InterruptedException, ExecutionException {
    var start = System.nanoTime();
    var end = start + time.toNanos();
    var shares = new ArrayList<Future<Share>>();
    try (var threads = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        var first = start + interval * i / clients;
        shares.add(threads.submit(client(first, interval, end, expected, requests)));
      }
    }
    long acknowledged = 0;
    long failures = 0;
    var wrong = "";
    var micros = new Histogram(LONGEST, 3);
    for (var share : shares) {
      acknowledged += share.get().acknowledged();
      failures += share.get().failures();
      wrong = wrong.isEmpty() ? share.get().wrong() : wrong;
      micros.add(share.get().micros());
    }
    var seconds = (System.nanoTime() - start) / 1e9;
    return new Result(acknowledged, failures, wrong, acknowledged / seconds, micros);
  }

  /** One client. It ends early if there are no more requests. */
  private Callable<Share> client(
      long first, long interval, long end, Expected expected, Supplier<Optional<String>> requests) {
    return () -> {
      var micros = new Histogram(LONGEST, 3);
      long acknowledged = 0;
      long failures = 0;
      var wrong = "";
      try (var socket = new Socket(target.getHost(), target.getPort())) {
        socket.setTcpNoDelay(true);
        var in = new BufferedInputStream(socket.getInputStream());
        var out = socket.getOutputStream();
        for (var due = first; due < end && System.nanoTime() < end; due += interval) {
          var request = requests.get();
          if (request.isEmpty()) {
            break;
          }
          waitUntil(due);
          var from = interval == 0 ? System.nanoTime() : due;
          out.write(request.get().getBytes(StandardCharsets.UTF_8));
          var answer = answer(in);
          if (answer.startsWith(expected.status() + " ") && answer.contains(expected.text())) {
            acknowledged++;
          } else {
            failures++;
            wrong = answer;
          }
          micros.recordValue(Math.min(LONGEST, (System.nanoTime() - from) / 1000));
        }
      }
      return new Share(acknowledged, failures, wrong, micros);
    };
  }

  private static void waitUntil(long due) {
    for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Status, blank, body. */
  private static String answer(InputStream in) throws IOException {
    var status = line(in).substring(9, 12);
    int length = 0;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    return status + " " + new String(in.readNBytes(length), StandardCharsets.UTF_8);
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
