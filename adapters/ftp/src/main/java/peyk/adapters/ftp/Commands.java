package peyk.adapters.ftp;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.impl.CDUP;
import org.apache.ftpserver.command.impl.CWD;
import org.apache.ftpserver.command.impl.MDTM;
import org.apache.ftpserver.command.impl.NOOP;
import org.apache.ftpserver.command.impl.PWD;
import org.apache.ftpserver.command.impl.REST;
import org.apache.ftpserver.command.impl.SIZE;
import org.apache.ftpserver.command.impl.STRU;
import org.apache.ftpserver.command.impl.TYPE;
import org.apache.ftpserver.ftplet.FtpReply;

/** What a client can say. FtpServer's own commands are used where they do what is wanted. */
final class Commands {
  private static final FtpReply OKAY =
      Replies.reply(FtpReply.REPLY_200_COMMAND_OKAY, "Command okay.");
  private static final FtpReply UNKNOWN_OPTION =
      Replies.reply(
          FtpReply.REPLY_504_COMMAND_NOT_IMPLEMENTED_FOR_THAT_PARAMETER,
          "Not implemented for that parameter.");

  private Commands() {}

  static Map<String, Command> of(Login login, DataCommands data, Retrieve retrieve) {
    var commands = new HashMap<String, Command>();
    commands.put("USER", login.user());
    commands.put("PASS", login.password());
    commands.put("QUIT", quit());

    commands.put("CWD", lookingFirst(new CWD()));
    commands.put("CDUP", lookingFirst(new CDUP()));
    commands.put(
        "CUP", lookingFirst(new CDUP())); // XCUP, without the X that is cut off all commands
    commands.put("PWD", new PWD());
    commands.put("LIST", Listings.list());
    commands.put("NLST", Listings.names());
    commands.put("MLSD", Listings.facts());
    commands.put("MLST", Listings.factsOfOne());
    commands.put("SIZE", keepingRestart(lookingFirst(new SIZE())));
    commands.put("MDTM", keepingRestart(lookingFirst(new MDTM())));

    commands.put("REST", new REST());
    commands.put("RETR", retrieve);
    commands.put("PASV", data.passive());
    commands.put("EPSV", data.extendedPassive());
    commands.put("PORT", data.active());
    commands.put("EPRT", data.extendedActive());
    commands.put(
        "ABOR",
        answer(
            Replies.reply(FtpReply.REPLY_226_CLOSING_DATA_CONNECTION, "Nothing is being sent.")));
    commands.put("TYPE", keepingRestart(new TYPE()));
    commands.put("MODE", option("S"));
    commands.put("STRU", keepingRestart(new STRU()));

    commands.put("NOOP", keepingRestart(new NOOP()));
    commands.put(
        "SYST", answer(Replies.reply(FtpReply.REPLY_215_NAME_SYSTEM_TYPE, "UNIX Type: L8")));
    commands.put("FEAT", answer(features()));
    commands.put("OPTS", option("UTF8 ON"));
    for (var change : List.of("STOR", "STOU", "APPE", "DELE", "MKD", "RMD", "RNFR", "RNTO")) {
      commands.put(change, answer(readOnly()));
    }
    return commands;
  }

  private static Command answer(FtpReply reply) {
    return (session, context, request) -> session.write(reply);
  }

  private static Command option(String only) {
    return (session, context, request) ->
        session.write(
            request.hasArgument()
                    && request.getArgument().strip().toUpperCase(Locale.ROOT).equals(only)
                ? OKAY
                : UNKNOWN_OPTION);
  }

  /**
   * REST should come right before RETR (RFC 3659, 5), and FtpServer forgets it over anything else.
   * A modem that says it a little earlier would take the beginning of the part for the rest.
   */
  private static Command keepingRestart(Command command) {
    return (session, context, request) -> {
      long offset = session.getFileOffset();
      command.execute(session, context, request);
      session.setFileOffset(offset);
    };
  }

  /**
   * FtpServer takes whatever it could not look up for missing. But a tracker counts up until a part
   * is missing and then believes that it has them all, so an outage has to be told as one.
   */
  private static Command lookingFirst(Command command) {
    return (session, context, request) -> {
      session.getFileSystemView().getFile(request.hasArgument() ? request.getArgument() : ".");
      command.execute(session, context, request);
    };
  }

  private static Command quit() {
    return (session, context, request) -> {
      session.write(Replies.reply(FtpReply.REPLY_221_CLOSING_CONTROL_CONNECTION, "Goodbye."));
      session.closeOnFlush();
    };
  }

  private static FtpReply features() {
    return Replies.reply(
        FtpReply.REPLY_211_SYSTEM_STATUS_REPLY,
        """
        Extensions supported
         EPRT
         EPSV
         MDTM
         MLST Size*;Modify*;Type*;Perm*;
         REST STREAM
         SIZE
         TVFS
         UTF8
        End\
        """);
  }

  private static FtpReply readOnly() {
    return Replies.reply(
        FtpReply.REPLY_550_REQUESTED_ACTION_NOT_TAKEN, "Firmware is not changed by FTP.");
  }
}
