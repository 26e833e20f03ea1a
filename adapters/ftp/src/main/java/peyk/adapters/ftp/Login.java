package peyk.adapters.ftp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.firmware.FirmwareCatalog;

/**
 * USER and PASS, for the one account. A wrong user is told from a wrong password by nothing, and
 * each failure takes its time.
 */
final class Login {
  private static final Logger log = LoggerFactory.getLogger(Login.class);
  private static final int MOST_FAILURES = 3;

  private final FtpConfig.Account account;
  private final Duration delay;
  private final FirmwareCatalog catalog;
  private final FtpMetrics metrics;

  /**
   * @param delay before a failure is told
   */
  Login(FtpConfig.Account account, Duration delay, FirmwareCatalog catalog, FtpMetrics metrics) {
    this.account = account;
    this.delay = delay;
    this.catalog = catalog;
    this.metrics = metrics;
  }

  Command user() {
    return (session, context, request) -> session.write(name(session, request));
  }

  private static FtpReply name(FtpIoSession session, FtpRequest request) {
    if (!request.hasArgument()) {
      return Replies.BAD_ARGUMENT;
    }
    session.setUser(null);
    session.setUserArgument(request.getArgument());
    return Replies.reply(FtpReply.REPLY_331_USER_NAME_OKAY_NEED_PASSWORD, "Password, please.");
  }

  Command password() {
    return (session, context, request) -> {
      if (session.isLoggedIn()) {
        session.write(Replies.reply(FtpReply.REPLY_230_USER_LOGGED_IN, "Already logged in."));
      } else if (session.getUserArgument() == null) {
        session.write(
            Replies.reply(FtpReply.REPLY_503_BAD_SEQUENCE_OF_COMMANDS, "Log in with USER first."));
      } else if (isRight(session, request)) {
        accept(session);
      } else {
        refuse(session);
      }
    };
  }

  private boolean isRight(FtpIoSession session, FtpRequest request) {
    var offered = request.hasArgument() ? request.getArgument() : "";
    var isUser = isSame(account.user(), session.getUserArgument());
    var isPassword = isSame(account.password(), offered);
    return isUser && isPassword;
  }

  /** The time that it takes tells only how long theirs is. */
  private static boolean isSame(String ours, String theirs) {
    return MessageDigest.isEqual(
        theirs.getBytes(FirmwareFtpServer.WIRE), ours.getBytes(StandardCharsets.UTF_8));
  }

  private void accept(FtpIoSession session) {
    metrics.loggedIn(true);
    session.setUser(tracker());
    session.setUserArgument(null);
    session.setLogin(new FirmwareView(catalog));
    session.write(Replies.reply(FtpReply.REPLY_230_USER_LOGGED_IN, "Logged in."));
  }

  private static User tracker() {
    var user = new BaseUser();
    user.setName("tracker");
    return user;
  }

  private void refuse(FtpIoSession session) {
    metrics.loggedIn(false);
    session.setUserArgument(null);
    session.increaseFailedLogins();
    pause();
    if (session.getFailedLogins() < MOST_FAILURES) {
      session.write(Replies.reply(FtpReply.REPLY_530_NOT_LOGGED_IN, "Login incorrect."));
      return;
    }
    log.warn(
        "ftp client gave wrong passwords address={} times={}",
        Visit.of(session).client().value(),
        MOST_FAILURES);
    session.write(
        Replies.reply(
            FtpReply.REPLY_421_SERVICE_NOT_AVAILABLE_CLOSING_CONTROL_CONNECTION,
            "Login incorrect."));
    session.closeOnFlush();
  }

  private void pause() {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
