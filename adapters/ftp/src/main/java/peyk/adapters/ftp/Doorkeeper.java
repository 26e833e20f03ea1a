package peyk.adapters.ftp;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import peyk.domain.ClientAddress;

/**
 * What must not wait until a session has done what it is doing, such as a long download: who comes
 * in, ABOR, silence, a client that has gone, and one that says more than we can carry out.
 */
final class Doorkeeper extends IoFilterAdapter {
  private static final int MOST_PENDING = 32;
  private static final long MOST_UNREAD_BYTES = 64 * 1024;

  private final Admission admission;
  private final FtpConfig.PassivePorts ports;

  Doorkeeper(Admission admission, FtpConfig.PassivePorts ports) {
    this.admission = admission;
    this.ports = ports;
  }

  @Override
  public void sessionCreated(NextFilter next, IoSession session) {
    if (session.getRemoteAddress() instanceof InetSocketAddress client
        && session.getLocalAddress() instanceof InetSocketAddress server) {
      var address = ClientAddress.of(client.getAddress());
      if (admission.enter(address)) {
        var line = new DataLine(server.getAddress(), client.getAddress(), ports);
        new Visit(address, line, new AtomicInteger()).begin(session);
        next.sessionCreated(session);
      }
    }
  }

  @Override
  public void sessionOpened(NextFilter next, IoSession session) {
    if (Visit.isOf(session)) {
      next.sessionOpened(session);
    } else {
      dismiss(session, "Too many connections.");
    }
  }

  @Override
  public void messageReceived(NextFilter next, IoSession session, Object message) {
    if (!Visit.isOf(session)) {
      return;
    }
    var visit = Visit.of(session);
    if (visit.pending().incrementAndGet() > MOST_PENDING
        || session.getScheduledWriteBytes() > MOST_UNREAD_BYTES) {
      visit.dataLine().close();
      session.closeNow();
      return;
    }
    var line = withoutTelnet((String) message);
    if (line.strip().toUpperCase(Locale.ROOT).equals("ABOR")) {
      visit.dataLine().drop();
    }
    next.messageReceived(session, line);
  }

  /** Before ABOR, a client may send what interrupts a terminal (RFC 959, 4.1.3). */
  private static String withoutTelnet(String line) {
    int start = 0;
    while (start < line.length() && line.charAt(start) >= 0xf0) {
      start++;
    }
    return line.substring(start);
  }

  @Override
  public void sessionIdle(NextFilter next, IoSession session, IdleStatus status) {
    if (Visit.isOf(session)) {
      Visit.of(session).dataLine().close();
    }
    if (session.isClosing()) {
      session.closeNow();
    } else {
      dismiss(session, "Nothing happened for too long.");
    }
  }

  private static void dismiss(IoSession session, String why) {
    session.write(
        new DefaultFtpReply(
            FtpReply.REPLY_421_SERVICE_NOT_AVAILABLE_CLOSING_CONTROL_CONNECTION, why));
    session.closeOnFlush();
  }

  @Override
  public void sessionClosed(NextFilter next, IoSession session) {
    if (Visit.isOf(session)) {
      Visit.of(session).dataLine().close();
      next.sessionClosed(session);
    }
  }

  @Override
  public void exceptionCaught(NextFilter next, IoSession session, Throwable cause) {
    if (Visit.isOf(session)) {
      next.exceptionCaught(session, cause);
    } else {
      session.closeNow();
    }
  }
}
