package peyk.adapters.ftp;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.ftp.FirmwareFtpServer.Firmware;
import peyk.domain.ClientAddress;

/**
 * USER and PASS, for the one account. A wrong user and a wrong password get the same answer, after
 * the same delay. FtpServer's own commands log the user's name.
 */
record LoginCommands(
    FtpConfig.Account account, Duration failureDelay, Firmware firmware, FtpMetrics metrics) {
  private static final Logger log = LoggerFactory.getLogger(LoginCommands.class);
  private static final int MAX_FAILURES = 3;

  Command user() {
    return (session, context, request) -> {
      session.setUser(null);
      session.setUserArgument(request.getArgument());
      session.write(
          new DefaultFtpReply(
              FtpReply.REPLY_331_USER_NAME_OKAY_NEED_PASSWORD, "Password, please."));
    };
  }

  Command password() {
    return (session, context, request) -> {
      if (session.isLoggedIn()) {
        session.write(new DefaultFtpReply(FtpReply.REPLY_230_USER_LOGGED_IN, "Already logged in."));
      } else if (isAccount(session.getUserArgument(), request.getArgument())) {
        accept(session);
      } else {
        refuse(session);
      }
    };
  }

  private boolean isAccount(@Nullable String user, @Nullable String password) {
    var isUser = isSame(account.user(), user);
    var isPassword = isSame(account.password(), password);
    return isUser && isPassword;
  }

  /** In a time that does not tell how much of it is right. */
  private static boolean isSame(String ours, @Nullable String theirs) {
    return theirs != null
        && MessageDigest.isEqual(
            theirs.getBytes(StandardCharsets.UTF_8), ours.getBytes(StandardCharsets.UTF_8));
  }

  private void accept(FtpIoSession session) {
    metrics.loggedIn(true);
    session.setUser(new BaseUser());
    session.setLogin(new FirmwareFileSystem(firmware));
    session.write(new DefaultFtpReply(FtpReply.REPLY_230_USER_LOGGED_IN, "Logged in."));
  }

  private void refuse(FtpIoSession session) {
    metrics.loggedIn(false);
    session.increaseFailedLogins();
    LockSupport.parkNanos(failureDelay.toNanos());
    if (session.getFailedLogins() < MAX_FAILURES) {
      session.write(new DefaultFtpReply(FtpReply.REPLY_530_NOT_LOGGED_IN, "Login incorrect."));
      return;
    }
    log.warn(
        "ftp client gave wrong passwords address={} times={}",
        ClientAddress.of(((InetSocketAddress) session.getRemoteAddress()).getAddress()).value(),
        MAX_FAILURES);
    ControlConnections.dismiss(session, "Login incorrect.");
  }
}
