package peyk.adapters.ftp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.impl.DefaultFtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolDecoderException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.ClientAddress;
import peyk.domain.StorageUnavailableException;

/**
 * The control connections. Events are handled on the network thread, so that silence, a lost client
 * and ABOR end a download at once. Commands run on virtual threads, those of a client in order.
 */
final class ControlConnections extends IoHandlerAdapter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ControlConnections.class);
  private static final Set<String> BEFORE_LOGIN = Set.of("USER", "PASS", "QUIT", "SYST", "NOOP");
  private static final int MAX_PENDING_COMMANDS = 32;
  private static final int MAX_UNREAD_BYTES = 64 * 1024;
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

  /** They may come before ABOR, to interrupt a terminal (RFC 959, 4.1.3). */
  private static final Pattern TELNET_SIGNALS = Pattern.compile("^[\\xf0-\\xff]+");

  private final FtpServerContext context;
  private final FtpConfig config;
  private final Duration dataTimeout;
  private final IntConsumer sent;
  private final Listener dataSettings;
  private final Map<Long, Client> clients = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("ftp-", 0).factory());

  private static final class Client {
    private final ClientAddress address;
    private final DataConnections dataConnections;
    private final AtomicInteger pendingCommands = new AtomicInteger();
    private CompletableFuture<Void> lastCommand = CompletableFuture.completedFuture(null);

    Client(ClientAddress address, DataConnections dataConnections) {
      this.address = address;
      this.dataConnections = dataConnections;
    }
  }

  /**
   * @param dataTimeout for a data connection to be opened
   * @param sent told each number of bytes of a part that was sent
   */
  ControlConnections(
      FtpServerContext context, FtpConfig config, Duration dataTimeout, IntConsumer sent) {
    this.context = context;
    this.config = config;
    this.dataTimeout = dataTimeout;
    this.sent = sent;
    this.dataSettings = dataSettings(config);
  }

  /** FtpServer's commands take their settings from a listener. This one does not listen. */
  private static Listener dataSettings(FtpConfig config) {
    var settings = new DataConnectionConfigurationFactory();
    config.externalAddress().ifPresent(settings::setPassiveExternalAddress);
    settings.setActiveIpCheck(true); // else clients could make us call others (RFC 2577)
    var listener = new ListenerFactory();
    listener.setDataConnectionConfiguration(settings.createDataConnectionConfiguration());
    return listener.createListener();
  }

  @Override
  public void sessionOpened(IoSession session) {
    if (!(session.getRemoteAddress() instanceof InetSocketAddress remote)) {
      session.closeNow();
      return;
    }
    var address = ClientAddress.of(remote.getAddress());
    var fromThere = clients.values().stream().filter(c -> c.address.equals(address)).count();
    if (clients.size() >= config.limits().connections()
        || fromThere >= config.limits().connectionsPerAddress()) {
      dismiss(session, "Too many connections.");
      return;
    }
    var ftpSession = new FtpIoSession(session, context);
    ftpSession.setListener(dataSettings);
    var data = new DataConnections(context, ftpSession, config, dataTimeout, sent);
    clients.put(session.getId(), new Client(address, data));
    session.write(new DefaultFtpReply(FtpReply.REPLY_220_SERVICE_READY, "Firmware."));
  }

  @Override
  public void messageReceived(IoSession session, Object message) {
    var client = clients.get(session.getId());
    var line = TELNET_SIGNALS.matcher((String) message).replaceFirst("").strip();
    if (client == null || line.isEmpty()) {
      return;
    }
    if (client.pendingCommands.incrementAndGet() > MAX_PENDING_COMMANDS
        || session.getScheduledWriteBytes() > MAX_UNREAD_BYTES) {
      session.closeNow();
      return;
    }
    if (line.equalsIgnoreCase("ABOR")) {
      client.dataConnections.closeDataConnection();
    }
    client.lastCommand =
        client
            .lastCommand
            .thenRunAsync(() -> carryOut(new FtpIoSession(session, context), line), threads)
            .whenComplete((done, failure) -> client.pendingCommands.decrementAndGet());
  }

  private void carryOut(FtpIoSession session, String line) {
    var request = new DefaultFtpRequest(line);
    var command = context.getCommandFactory().getCommand(request.getCommand());
    try {
      if (command == null) {
        session.write(
            new DefaultFtpReply(FtpReply.REPLY_502_COMMAND_NOT_IMPLEMENTED, "Not implemented."));
      } else if (!session.isLoggedIn() && !BEFORE_LOGIN.contains(request.getCommand())) {
        session.write(new DefaultFtpReply(FtpReply.REPLY_530_NOT_LOGGED_IN, "Log in first."));
      } else {
        command.execute(session, context, request);
      }
    } catch (StorageUnavailableException e) {
      log.warn("ftp command failed command={} reason={}", request.getCommand(), e.getMessage());
      session.write(FtpCommands.TRY_AGAIN_LATER);
    } catch (Exception | Error e) {
      log.error("ftp command failed command={}", request.getCommand(), e);
      session.write(FtpCommands.TRY_AGAIN_LATER);
    }
  }

  @Override
  public void sessionIdle(IoSession session, IdleStatus status) {
    end(clients.get(session.getId()));
    if (session.isClosing()) {
      session.closeNow(); // the client does not read the last reply
    } else {
      dismiss(session, "Nothing happened for too long.");
    }
  }

  @Override
  public void sessionClosed(IoSession session) {
    end(clients.remove(session.getId()));
  }

  private static void end(@Nullable Client client) {
    if (client != null) {
      client.dataConnections.dispose();
    }
  }

  @Override
  public void exceptionCaught(IoSession session, Throwable cause) {
    if (cause instanceof ProtocolDecoderException) {
      session.write(
          new DefaultFtpReply(
              FtpReply.REPLY_500_SYNTAX_ERROR_COMMAND_UNRECOGNIZED, "The line is too long."));
      session.closeOnFlush();
      return;
    }
    if (!(cause instanceof IOException)) { // that is a lost client
      log.error("ftp session failed", cause);
    }
    session.closeNow();
  }

  static void dismiss(IoSession session, String reason) {
    session.write(
        new DefaultFtpReply(
            FtpReply.REPLY_421_SERVICE_NOT_AVAILABLE_CLOSING_CONTROL_CONNECTION, reason));
    session.closeOnFlush();
  }

  /** Ends all downloads; they are recorded when it returns. */
  @Override
  public void close() {
    clients.values().forEach(ControlConnections::end);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
