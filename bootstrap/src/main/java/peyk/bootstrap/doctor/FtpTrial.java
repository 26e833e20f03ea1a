package peyk.bootstrap.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import peyk.adapters.ftp.FtpConfig;

/** Connects to an FTP server, logs in and quits. */
final class FtpTrial {
  private static final int TIMEOUT = (int) Duration.ofSeconds(5).toMillis();

  /** No greeting has more lines. */
  private static final int MOST_LINES = 50;

  private FtpTrial() {}

  /**
   * @return whether the server accepted the account
   * @throws IOException if no FTP server answers there
   */
  static boolean login(String host, int port, FtpConfig.Account account) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT);
      socket.setSoTimeout(TIMEOUT);
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      var out = socket.getOutputStream();
      if (!reply(in).startsWith("220")) {
        throw new IOException("no FTP server answers there");
      }
      say(out, "USER " + account.user());
      reply(in);
      say(out, "PASS " + account.password());
      var isTaken = reply(in).startsWith("230");
      say(out, "QUIT");
      return isTaken;
    }
  }

  private static void say(OutputStream out, String command) throws IOException {
    out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The last line of a reply. Earlier lines have a dash after the number. */
  private static String reply(BufferedReader in) throws IOException {
    for (int i = 0; i < MOST_LINES; i++) {
      var line = in.readLine();
      if (line == null) {
        break;
      }
      if (line.matches("\\d{3} .*")) {
        return line;
      }
    }
    throw new IOException("no FTP server answers there");
  }
}
