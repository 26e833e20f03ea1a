package peyk.adapters.ftp;

import io.helidon.metrics.api.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.ftpserver.command.impl.DefaultCommandFactory;
import org.apache.ftpserver.impl.DefaultFtpServerContext;
import org.apache.ftpserver.listener.nio.FtpResponseEncoder;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.service.SimpleIoProcessorPool;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.filter.executor.ExecutorFilter;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import peyk.domain.firmware.DownloadRepository;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.PartRepository;

/**
 * Gives out the parts of releases to trackers that fetch them by FTP, from {@code
 * /type/version/revision/}. Nothing can be changed through it.
 */
public final class FirmwareFtpServer implements AutoCloseable {
  /** Every byte is a character of it, so that no line is unreadable; names here are ASCII. */
  static final Charset WIRE = StandardCharsets.ISO_8859_1;

  private static final Duration LOGIN_DELAY = Duration.ofSeconds(2);
  private static final int BACKLOG = 128;

  private final ExecutorService networkThreads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("ftp-net-", 0).daemon().factory());
  private final SessionThreads sessionThreads = new SessionThreads();
  private final IoProcessor<NioSession> network =
      new SimpleIoProcessorPool<>(NioProcessor.class, networkThreads, 1, null);
  private final NioSocketAcceptor acceptor = new NioSocketAcceptor(networkThreads, network);
  private final FtpMetrics metrics;

  private FirmwareFtpServer(
      FtpConfig config,
      Duration loginDelay,
      FirmwareCatalog catalog,
      PartRepository parts,
      DownloadRepository downloads,
      MeterRegistry registry) {
    var admission = new Admission(config.limits());
    metrics = new FtpMetrics(registry, admission::count);
    var context = new DefaultFtpServerContext();
    context.setCommandFactory(
        new DefaultCommandFactory(
            Commands.of(
                new Login(config.account(), loginDelay, catalog, metrics),
                new DataCommands(config.externalAddress()),
                new Retrieve(parts, downloads, config.limits().bytesPerSecond(), metrics))));
    setUp(config, admission);
    acceptor.setHandler(new Conversation(context, admission));
  }

  private void setUp(FtpConfig config, Admission admission) {
    acceptor.setReuseAddress(true);
    acceptor.setBacklog(BACKLOG);
    acceptor.getSessionConfig().setTcpNoDelay(true);
    acceptor.getSessionConfig().setKeepAlive(true);
    acceptor
        .getSessionConfig()
        .setBothIdleTime(Math.toIntExact(config.limits().idleTimeout().toSeconds()));
    var filters = acceptor.getFilterChain();
    filters.addLast("lines", new ProtocolCodecFilter(new FtpResponseEncoder(), new CommandLines()));
    filters.addLast("doorkeeper", new Doorkeeper(admission, config.passivePorts()));
    filters.addLast("threads", new ExecutorFilter(sessionThreads));
  }

  /**
   * @throws IllegalStateException if the port is taken or the address is not ours
   */
  public static FirmwareFtpServer start(
      FtpConfig config,
      FirmwareCatalog catalog,
      PartRepository parts,
      DownloadRepository downloads,
      MeterRegistry registry) {
    return start(config, LOGIN_DELAY, catalog, parts, downloads, registry);
  }

  /**
   * @param loginDelay before a wrong password is told to be one
   */
  static FirmwareFtpServer start(
      FtpConfig config,
      Duration loginDelay,
      FirmwareCatalog catalog,
      PartRepository parts,
      DownloadRepository downloads,
      MeterRegistry registry) {
    var server = new FirmwareFtpServer(config, loginDelay, catalog, parts, downloads, registry);
    try {
      server.acceptor.bind(new InetSocketAddress(config.host(), config.port()));
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw new IllegalStateException(
          "cannot listen on %s:%d for FTP".formatted(config.host(), config.port()), e);
    }
  }

  /** The port of the control connections. */
  public int port() {
    return acceptor.getLocalAddress().getPort();
  }

  /** Ends all sessions; the downloads that are cut off by it are counted when it returns. */
  @Override
  public void close() {
    acceptor.unbind();
    for (var session : acceptor.getManagedSessions().values()) {
      if (Visit.isOf(session)) {
        Visit.of(session).dataLine().close();
      }
      session.closeNow();
    }
    sessionThreads.close();
    acceptor.dispose();
    network.dispose();
    networkThreads.shutdown();
    metrics.close();
  }
}
