package peyk.adapters.traccar.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.traccar.TraccarFixture;
import peyk.domain.AtOnce;
import peyk.domain.Eventually;

/** What servers and proxies may send, byte by byte. */
class TransportTest {
  private static final ApiRequest READ = ApiRequest.get("read", "/users/1");
  private static final ApiRequest WRITE = ApiRequest.post("write", "/users", List.of());
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final ServerSocket server = listen();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final CountDownLatch hung = new CountDownLatch(1);
  private final Transport transport =
      new Transport(
          TraccarFixture.config(
              URI.create("http://127.0.0.1:" + server.getLocalPort()), "a-token"));

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    transport.close();
    hung.countDown();
    server.close();
  }

  /** Answers each request of a connection in turn, and then closes it. */
  private void answer(List<String> answers) {
    Thread.startVirtualThread(() -> {
      while (!server.isClosed()) {
        try {
          var socket = server.accept();
          accepted.incrementAndGet();
          Thread.startVirtualThread(() -> serve(socket, answers.iterator()));
        } catch (IOException e) {
          return;
        }
      }
    });
  }

  private void serve(Socket socket, Iterator<String> answers) {
    open.incrementAndGet();
    try (socket) {
      var in = socket.getInputStream();
      while (answers.hasNext()) {
        for (int end = 0; end != 0x0d0a0d0a; ) {
          var next = in.read();
          if (next < 0) {
            return;
          }
          end = end << 8 | next;
        }
        socket.getOutputStream().write(answers.next().getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      // the client has gone
    } finally {
      open.decrementAndGet();
    }
  }

  private String read(ApiRequest request, Duration time) {
    return transport
        .exchange(request, body -> body.text(1000), "refused", Deadline.in(time))
        .body();
  }

  private String read() {
    return read(READ, LONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200\r\ncontent-length:5\r\n\r\nhello",
        "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\ncontent-length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "2;x=y\r\n"
            + "he\r\n"
            + "003\r\n"
            + "llo\r\n"
            + "0\r\n"
            + "A: b\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
      })
  void a_body_is_read_to_its_end_and_the_connection_used_again(String answer) {
    answer(List.of(answer, answer, answer));
    for (int i = 0; i < 3; i++) {
      assertThat(read()).isEqualTo("hello");
    }
    assertThat(accepted).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n\r\nhello",
        "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: Close\r\n\r\nhello"
      })
  void a_connection_that_ends_with_the_body_is_not_used_again(String answer) {
    answer(List.of(answer));
    assertThat(read()).isEqualTo("hello");
    assertThat(read()).isEqualTo("hello");
    assertThat(accepted).hasValue(2);
  }

  @Test
  void an_empty_body_and_a_refusal_leave_the_connection_usable() {
    answer(
        List.of(
            "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\nContent-Length: 7\r\n\r\nnothing",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    assertThat(read()).isEmpty();
    assertThat(read()).isEmpty();
    assertThat(read()).isEqualTo("refused");
    assertThat(read()).isEqualTo("ok");
    assertThat(accepted).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/2 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "hello",
        ""
      })
  void an_answer_that_is_cut_short_or_odd_is_no_answer(String answer) {
    answer(List.of(answer));
    assertThatThrownBy(this::read)
        .isInstanceOf(Transport.Failure.class)
        .hasMessage("the connection to Traccar broke");
  }

  @Test
  void a_connection_that_was_closed_while_it_rested_is_not_used() {
    answer(List.of(OK, OK));
    assertThat(read()).isEqualTo("ok");
    assertThat(read()).isEqualTo("ok");
    var rested = System.nanoTime() + Duration.ofMillis(150).toNanos();
    Eventually.until("it has rested", () -> System.nanoTime() > rested);
    assertThat(read(WRITE, LONG)).isEqualTo("ok");
    assertThat(accepted).hasValue(2);
  }

  @Test
  void a_server_that_closes_each_connection_unannounced_gets_each_request_once() {
    answer(List.of(OK));
    for (int i = 1; i <= 20; i++) {
      assertThat(read(WRITE, LONG)).isEqualTo("ok");
      assertThat(accepted).hasValue(i);
    }
  }

  @Test
  void a_server_that_hangs_up_on_the_second_request_fails_no_read_and_no_write() {
    answer(List.of(OK, ""));
    AtOnce.run(
        8,
        _ -> {
          for (int i = 0; i < 10; i++) {
            assertThat(read()).isEqualTo("ok");
            assertThat(read(WRITE, LONG)).isEqualTo("ok");
          }
          return true;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void a_server_that_hangs_up_after_some_requests_fails_no_read_and_no_write(int some) {
    var answers = new ArrayList<>(Collections.nCopies(some, OK));
    answers.add("");
    answer(answers);
    AtOnce.run(
        8,
        _ -> {
          for (int i = 0; i < 10; i++) {
            assertThat(read()).isEqualTo("ok");
            assertThat(read(WRITE, LONG)).isEqualTo("ok");
            assertThat(read(WRITE, LONG)).isEqualTo("ok");
          }
          return true;
        });
  }

  @Test
  void writes_alone_keep_few_connections() {
    answer(Collections.nCopies(1000, OK));
    assertThat(read()).isEqualTo("ok");
    assertThat(read()).isEqualTo("ok");
    for (int i = 0; i < 200; i++) {
      assertThat(read(WRITE, LONG)).isEqualTo("ok");
    }
    assertThat(accepted).hasValueGreaterThan(80);
    Eventually.until("surplus connections are closed", () -> open.get() <= 64);
  }

  @Test
  void writes_use_a_connection_for_as_many_requests_as_another_was_seen_to_answer() {
    answer(Collections.nCopies(100, OK));
    for (int i = 0; i < 20; i++) {
      assertThat(read()).isEqualTo("ok");
    }
    for (int i = 0; i < 20; i++) {
      assertThat(read(WRITE, LONG)).isEqualTo("ok");
    }
    assertThat(accepted).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"})
  void an_answer_that_stops_is_waited_for_until_the_deadline(String begun) {
    Thread.startVirtualThread(() -> {
      try (var socket = server.accept()) {
        socket.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
        hung.await();
      } catch (IOException | InterruptedException e) {
        // the test is over
      }
    });
    assertThatThrownBy(() -> read(READ, SHORT))
        .isInstanceOf(Transport.Failure.class)
        .hasMessage("Traccar did not answer in time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nX: ",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
        "HTTP/1.1 404 Not Found\r\nContent-Length: 900\r\n\r\n"
      })
  void an_answer_that_comes_a_byte_now_and_then_is_given_up_at_the_deadline(String begun) {
    Thread.startVirtualThread(() -> {
      try (var socket = server.accept()) {
        socket.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
        while (!hung.await(20, TimeUnit.MILLISECONDS)) {
          socket.getOutputStream().write('0');
        }
      } catch (IOException | InterruptedException e) {
        // the test is over
      }
    });
    assertThatThrownBy(() -> read(READ, SHORT))
        .isInstanceOf(Transport.Failure.class)
        .hasMessage("Traccar did not answer in time");
  }

  @Test
  void a_long_request_that_nobody_takes_is_given_up_at_the_deadline() {
    var long64 = ApiRequest.post("write", "/users", "x".repeat(64 * 1024 * 1024));
    assertThatThrownBy(() -> read(long64, SHORT))
        .isInstanceOf(Transport.Failure.class)
        .hasMessage("Traccar did not answer in time");
  }

  @Test
  void a_long_request_arrives_whole() {
    answer(List.of(OK));
    var request = ApiRequest.post("write", "/users", "x".repeat(100 * 1024) + "\r\n\r\n");
    assertThat(read(request, LONG)).isEqualTo("ok");
  }

  @Test
  void calls_under_way_fail_when_it_is_closed() {
    Thread.startVirtualThread(() -> {
      try (var socket = server.accept()) {
        socket.getInputStream().read();
        transport.close();
        hung.await();
      } catch (IOException | InterruptedException e) {
        // the test is over
      }
    });
    assertThatThrownBy(this::read).hasMessage("the connection to Traccar broke");
  }
}
