package peyk.adapters.ftp;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import peyk.domain.ClientAddress;

/**
 * What a session has beside what FtpServer keeps of it.
 *
 * @param pending commands that were received and are not done
 */
record Visit(ClientAddress client, DataLine dataLine, AtomicInteger pending) {
  private static final AttributeKey KEY = new AttributeKey(Visit.class, "visit");

  static Visit of(IoSession session) {
    return (Visit) session.getAttribute(KEY);
  }

  /** Whether the session was let in. */
  static boolean isOf(IoSession session) {
    return session.containsAttribute(KEY);
  }

  void begin(IoSession session) {
    session.setAttribute(KEY, this);
  }
}
