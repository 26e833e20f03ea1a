package peyk.adapters.ftp;

import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;

/** What several commands answer. */
final class Replies {
  static final FtpReply STORAGE_UNAVAILABLE =
      reply(FtpReply.REPLY_451_REQUESTED_ACTION_ABORTED, "Try again later.");
  static final FtpReply NO_SUCH_PATH =
      reply(FtpReply.REPLY_550_REQUESTED_ACTION_NOT_TAKEN, "No such file or directory.");
  static final FtpReply BAD_ARGUMENT =
      reply(
          FtpReply.REPLY_501_SYNTAX_ERROR_IN_PARAMETERS_OR_ARGUMENTS,
          "Syntax error in parameters or arguments.");
  static final FtpReply DATA_LINE_FOLLOWS =
      reply(FtpReply.REPLY_150_FILE_STATUS_OKAY, "About to open data connection.");
  static final FtpReply NO_DATA_LINE =
      reply(FtpReply.REPLY_425_CANT_OPEN_DATA_CONNECTION, "Cannot open data connection.");
  static final FtpReply DATA_LINE_BROKE =
      reply(
          FtpReply.REPLY_426_CONNECTION_CLOSED_TRANSFER_ABORTED,
          "Data connection closed, transfer aborted.");
  static final FtpReply TRANSFERRED =
      reply(FtpReply.REPLY_226_CLOSING_DATA_CONNECTION, "Transfer complete.");

  private Replies() {}

  static FtpReply reply(int code, String text) {
    return new DefaultFtpReply(code, text);
  }
}
