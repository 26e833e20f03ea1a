package peyk.adapters.ftp;

import java.io.ByteArrayOutputStream;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolDecoderAdapter;
import org.apache.mina.filter.codec.ProtocolDecoderException;
import org.apache.mina.filter.codec.ProtocolDecoderOutput;

/**
 * Takes commands out of what a client sends. A line ends at either of CR and LF: clients that send
 * ABOR as urgent data lose its last byte, the LF, on the way. Empty lines mean nothing.
 */
final class CommandLines extends ProtocolDecoderAdapter {
  private static final AttributeKey BEGUN = new AttributeKey(CommandLines.class, "begun");
  private static final int LONGEST = 1024;

  @Override
  public void decode(IoSession session, IoBuffer in, ProtocolDecoderOutput out)
      throws ProtocolDecoderException {
    session.setAttributeIfAbsent(BEGUN, new ByteArrayOutputStream());
    var line = (ByteArrayOutputStream) session.getAttribute(BEGUN);
    while (in.hasRemaining()) {
      byte next = in.get();
      if (next != '\r' && next != '\n') {
        append(line, next);
      } else if (line.size() > 0) {
        out.write(line.toString(FirmwareFtpServer.WIRE));
        line.reset();
      }
    }
  }

  private static void append(ByteArrayOutputStream line, byte next)
      throws ProtocolDecoderException {
    if (line.size() >= LONGEST) {
      line.reset();
      throw new ProtocolDecoderException("a command is too long");
    }
    line.write(next);
  }
}
