package peyk.adapters.ftp;

import java.io.IOException;
import java.util.Set;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.impl.DefaultFtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolDecoderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.StorageUnavailableException;

/** Carries out the commands of a session, one after the other. */
final class Conversation extends IoHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(Conversation.class);
  private static final char DELETE = 0x7f;
  private static final Set<String> BEFORE_LOGIN =
      Set.of("USER", "PASS", "QUIT", "FEAT", "SYST", "NOOP", "OPTS");

  private final FtpServerContext context;
  private final Admission admission;

  Conversation(FtpServerContext context, Admission admission) {
    this.context = context;
    this.admission = admission;
  }

  @Override
  public void sessionOpened(IoSession session) {
    session.write(Replies.reply(FtpReply.REPLY_220_SERVICE_READY, "Firmware."));
  }

  @Override
  public void messageReceived(IoSession session, Object message) {
    try {
      var line = (String) message;
      if (line.chars()
          .anyMatch(c -> c < ' ' || c == DELETE)) { // FtpServer would strip some of them
        session.write(Replies.BAD_ARGUMENT);
      } else {
        carryOut(new FtpIoSession(session, context), new DefaultFtpRequest(line));
      }
    } finally {
      Visit.of(session).pending().decrementAndGet();
    }
  }

  private void carryOut(FtpIoSession session, DefaultFtpRequest request) {
    var command = context.getCommandFactory().getCommand(request.getCommand());
    if (command == null) {
      session.write(
          Replies.reply(FtpReply.REPLY_502_COMMAND_NOT_IMPLEMENTED, "Command not implemented."));
      return;
    }
    if (!session.isLoggedIn() && !BEFORE_LOGIN.contains(request.getCommand())) {
      session.write(Replies.reply(FtpReply.REPLY_530_NOT_LOGGED_IN, "Log in first."));
      return;
    }
    try {
      command.execute(session, context, request);
    } catch (StorageUnavailableException e) {
      log.warn("ftp command failed command={} reason={}", request.getCommand(), e.getMessage());
      session.write(Replies.STORAGE_UNAVAILABLE);
    } catch (FtpException e) { // the view has logged why
      session.write(Replies.STORAGE_UNAVAILABLE);
    } catch (IOException | RuntimeException e) {
      log.error("ftp command failed command={}", request.getCommand(), e);
      session.write(Replies.STORAGE_UNAVAILABLE);
    }
  }

  @Override
  public void sessionClosed(IoSession session) {
    admission.leave(Visit.of(session).client());
  }

  @Override
  public void exceptionCaught(IoSession session, Throwable cause) {
    if (cause instanceof ProtocolDecoderException) {
      session.write(
          Replies.reply(
              FtpReply.REPLY_500_SYNTAX_ERROR_COMMAND_UNRECOGNIZED, "The line is too long."));
      session.closeOnFlush();
      return;
    }
    if (!(cause instanceof IOException)) { // those are clients that have gone
      log.error("ftp session failed", cause);
    }
    session.closeNow();
  }
}
