package peyk.adapters.ftp;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of the FTP server.
 *
 * @param host where to listen
 * @param port 0 = any that is free
 * @param externalAddress the IPv4 address that the reply to PASV names; empty = the one that the
 *     tracker called
 */
public record FtpConfig(
    String host,
    int port,
    Account account,
    PassivePorts passivePorts,
    Optional<String> externalAddress,
    Limits limits) {
  private static final int HIGHEST_PORT = 65_535;

  public FtpConfig {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the address of the FTP server is missing");
    }
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("the port of the FTP server is 0 to 65535");
    }
    if (!externalAddress.map(FtpConfig::isIpv4).orElse(true)) {
      throw new IllegalArgumentException(
          "the external address of the FTP server is an IPv4 address such as 192.0.2.1");
    }
  }

  /** With any passive ports, no external address, and the usual limits. */
  public static FtpConfig of(String host, int port, Account account) {
    return new FtpConfig(host, port, account, PassivePorts.ANY, Optional.empty(), Limits.USUAL);
  }

  private static boolean isIpv4(String text) {
    try {
      return Inet4Address.ofLiteral(text).getHostAddress().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The one account, which all trackers use: their links contain it. Never printed. */
  public record Account(String user, String password) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    public Account {
      if (!WORD.matcher(user).matches() || !WORD.matcher(password).matches()) {
        throw new IllegalArgumentException(
            "the FTP account has a user and a password of 1 to 128 letters, digits and -._~");
      }
      if (user.equalsIgnoreCase("anonymous")) {
        throw new IllegalArgumentException("the FTP account must not be anonymous");
      }
    }

    @Override
    public String toString() {
      return "[redacted]";
    }
  }

  /** The ports for passive data connections; 0 to 0 = any that is free. */
  public record PassivePorts(int first, int last) {
    public static final PassivePorts ANY = new PassivePorts(0, 0);

    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final int FIRST_UNPRIVILEGED = 1024;

    public PassivePorts {
      var any = first == 0 && last == 0;
      if (!any && (first < FIRST_UNPRIVILEGED || last < first || last > HIGHEST_PORT)) {
        throw new IllegalArgumentException(
            "the passive ports of the FTP server are a range within 1024-65535, or 0 for any");
      }
    }

    /**
     * @param text such as {@code 30000-30099}; 0 = any
     */
    public static PassivePorts parse(String text) {
      var range = RANGE.matcher(text.strip());
      if (!range.matches()) {
        throw new IllegalArgumentException(
            "the passive ports of the FTP server are a range such as 30000-30099, or 0 for any");
      }
      int first = Integer.parseInt(range.group(1));
      return new PassivePorts(
          first, range.group(2) == null ? first : Integer.parseInt(range.group(2)));
    }

    int count() {
      return last - first + 1;
    }
  }

  /**
   * @param connections control connections at the same time
   * @param connectionsPerAddress of these from one address; many trackers may share one
   * @param idleTimeout ends a session in which nothing is said or sent
   * @param bytesPerSecond of each download; 0 = no limit
   */
  public record Limits(
      int connections, int connectionsPerAddress, Duration idleTimeout, int bytesPerSecond) {
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_IDLE = Duration.ofDays(1);

    public static final Limits USUAL = new Limits(500, 200, Duration.ofMinutes(2), 0);

    public Limits {
      if (connections < 1 || connectionsPerAddress < 1) {
        throw new IllegalArgumentException(
            "the FTP server needs at least one connection, and one per address");
      }
      if (idleTimeout.compareTo(SHORTEST_IDLE) < 0 || idleTimeout.compareTo(LONGEST_IDLE) > 0) {
        throw new IllegalArgumentException(
            "the idle time-out of the FTP server is one second to one day");
      }
      if (bytesPerSecond < 0) {
        throw new IllegalArgumentException(
            "the bytes per second of an FTP download are not negative; 0 is no limit");
      }
    }
  }
}
