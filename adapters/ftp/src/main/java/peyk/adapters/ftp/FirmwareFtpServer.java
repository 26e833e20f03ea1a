package peyk.adapters.ftp;

import io.helidon.metrics.api.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.ftpserver.impl.DefaultFtpServerContext;
import org.apache.ftpserver.listener.nio.FtpResponseEncoder;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.filter.codec.textline.TextLineDecoder;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import peyk.domain.firmware.DownloadRepository;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.PartRepository;
import peyk.domain.text.LocalDates;

/**
 * Gives out the parts of releases to trackers by FTP, from {@code /type/version/revision/}. It is
 * read-only.
 */
public final class FirmwareFtpServer implements AutoCloseable {
  private static final int BACKLOG = 128;

  private final NioSocketAcceptor acceptor = new NioSocketAcceptor(1);
  private final ControlConnections connections;
  private final FtpMetrics metrics;

  /** Where the parts come from, and where downloads are recorded. */
  public record Firmware(
      FirmwareCatalog catalog,
      PartRepository parts,
      DownloadRepository downloads,
      LocalDates dates) {}

  /**
   * @param loginFailure before the reply to a wrong password
   * @param dataConnection for a data connection to be opened
   */
  record Delays(Duration loginFailure, Duration dataConnection) {
    static final Delays USUAL = new Delays(Duration.ofSeconds(2), Duration.ofSeconds(20));
  }

  private FirmwareFtpServer(
      FtpConfig config, Delays delays, Firmware firmware, MeterRegistry registry) {
    metrics = new FtpMetrics(registry, acceptor::getManagedSessionCount);
    var context = new DefaultFtpServerContext();
    var login = new LoginCommands(config.account(), delays.loginFailure(), firmware, metrics);
    var retrieve = new RetrieveCommand(firmware.downloads(), metrics);
    context.setCommandFactory(new FtpCommands(login, retrieve));
    connections = new ControlConnections(context, config, delays.dataConnection(), metrics::sent);
    acceptor.setHandler(connections);
    acceptor.setReuseAddress(true);
    acceptor.setBacklog(BACKLOG);
    var settings = acceptor.getSessionConfig();
    settings.setTcpNoDelay(true);
    settings.setKeepAlive(true);
    settings.setBothIdleTime(Math.toIntExact(config.limits().idleTimeout().toSeconds()));
    // In ISO 8859-1 each byte is a character, so that no line is unreadable.
    var lines = new TextLineDecoder(StandardCharsets.ISO_8859_1);
    acceptor
        .getFilterChain()
        .addLast("lines", new ProtocolCodecFilter(new FtpResponseEncoder(), lines));
  }

  /**
   * @throws UncheckedIOException from a BindException if the port is taken or the address is not
   *     ours
   */
  public static FirmwareFtpServer start(
      FtpConfig config, Firmware firmware, MeterRegistry registry) {
    return start(config, Delays.USUAL, firmware, registry);
  }

  static FirmwareFtpServer start(
      FtpConfig config, Delays delays, Firmware firmware, MeterRegistry registry) {
    var server = new FirmwareFtpServer(config, delays, firmware, registry);
    try {
      server.acceptor.bind(new InetSocketAddress(config.host(), config.port()));
      return server;
    } catch (IOException | UnresolvedAddressException e) {
      server.close();
      throw new UncheckedIOException(
          "cannot listen on %s:%d for FTP".formatted(config.host(), config.port()),
          (BindException) new BindException().initCause(e));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** The port of the control connections. */
  public int port() {
    return acceptor.getLocalAddress().getPort();
  }

  /** Ends all sessions; the downloads that are cut off by it are recorded when it returns. */
  @Override
  public void close() {
    acceptor.unbind();
    acceptor.getManagedSessions().values().forEach(IoSession::closeNow);
    connections.close();
    acceptor.dispose();
    metrics.close();
  }
}
