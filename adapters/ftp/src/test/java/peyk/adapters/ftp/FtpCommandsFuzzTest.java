package peyk.adapters.ftp;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import peyk.domain.Mutations;

/** Whatever a client sends, before and after it has logged in, the server serves the next one. */
class FtpCommandsFuzzTest {
  @Test
  void any_command() throws IOException {
    try (var server = new FtpServerFixture()) {
      server.release(1, FtpServerFixture.bytes(10));
      Mutations.feed(
          FtpCommandsFuzzTest.class,
          "commands",
          40,
          5_000,
          input -> {
            var text = new String(input, StandardCharsets.UTF_8).replace("\n", "\r\n");
            try (var client = FtpClient.to(server.port())) {
              send(client, text);
            }
            try (var client = FtpClient.loggedIn(server)) {
              send(client, text);
            }
            try (var next = FtpClient.loggedIn(server)) {
              next.say("PWD", 257);
            }
          });
    }
  }

  /** The server may hang up in the middle. */
  private static void send(FtpClient client, String text) throws IOException {
    try {
      client.send(text + "\r\nQUIT\r\n");
    } catch (SocketException e) {
      // the next client tells whether the server is well
    }
  }
}
