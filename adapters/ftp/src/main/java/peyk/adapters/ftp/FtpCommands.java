package peyk.adapters.ftp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.CommandFactory;
import org.apache.ftpserver.command.CommandFactoryFactory;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.jspecify.annotations.Nullable;

/** The commands that clients may send: FtpServer's own, some of them with a precaution. */
final class FtpCommands implements CommandFactory {
  static final FtpReply TRY_AGAIN_LATER =
      new DefaultFtpReply(FtpReply.REPLY_451_REQUESTED_ACTION_ABORTED, "Try again later.");

  private static final FtpReply BAD_ARGUMENT =
      new DefaultFtpReply(
          FtpReply.REPLY_501_SYNTAX_ERROR_IN_PARAMETERS_OR_ARGUMENTS, "Syntax error in argument.");

  private static final List<String> SIMPLE =
      List.of(
          "ABOR", "CDUP", "CWD", "EPSV", "MDTM", "MLST", "NOOP", "OPTS", "PASV", "PWD", "QUIT",
          "REST", "SIZE", "STRU", "SYST", "TYPE");

  /** Wildcards in the last name only, and few of them. */
  private static final String LISTABLE = "([^*?\\[]*/)?[^*/]*(\\*[^*/]*){0,3}";

  /**
   * The arguments that are passed on. FtpServer looks up names in EPRT, takes exponential time in
   * the stars of a pattern, answers a bad pattern twice, and knows a MODE that parts are not sent
   * in.
   */
  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "PORT",
          "[\\d,]+",
          "EPRT",
          "\\|(1\\|\\d+(\\.\\d+){3}|2\\|[\\da-fA-F]*:[\\da-fA-F:.]*)\\|\\d{1,5}\\|",
          "LIST",
          LISTABLE,
          "NLST",
          LISTABLE,
          "MLSD",
          LISTABLE,
          "MODE",
          "[sS]");

  /** Those that read the releases. */
  private static final List<String> READING =
      List.of("CDUP", "CUP", "CWD", "LIST", "MDTM", "MLSD", "MLST", "NLST", "RETR", "SIZE");

  /** Those over which REST is not forgotten. */
  private static final List<String> KEEPING_RESTART =
      List.of("EPRT", "EPSV", "MDTM", "MODE", "NOOP", "PASV", "PORT", "SIZE", "STRU", "TYPE");

  private final Map<String, Command> commands = new HashMap<>();

  FtpCommands(LoginCommands login, RetrieveCommand retrieve) {
    var library = new CommandFactoryFactory().createCommandFactory();
    SIMPLE.forEach(name -> commands.put(name, library.getCommand(name)));
    ARGUMENTS.forEach(
        (name, wanted) -> commands.put(name, matching(wanted, library.getCommand(name))));
    commands.put("CUP", library.getCommand("CDUP")); // XCUP: FtpServer drops the X of all commands
    commands.put("USER", login.user());
    commands.put("PASS", login.password());
    commands.put("RETR", retrieve);
    KEEPING_RESTART.forEach(
        name -> commands.computeIfPresent(name, (key, command) -> keepingRestart(command)));
    READING.forEach(name -> commands.computeIfPresent(name, (key, command) -> reading(command)));
  }

  @Override
  public @Nullable Command getCommand(String name) {
    return commands.get(name);
  }

  private static Command matching(String wanted, Command command) {
    var pattern = Pattern.compile(wanted);
    return (session, context, request) -> {
      var argument = request.hasArgument() ? request.getArgument() : "";
      try {
        if (pattern.matcher(argument).matches()) {
          command.execute(session, context, request);
        } else {
          session.write(BAD_ARGUMENT);
        }
      } catch (IllegalArgumentException e) { // of a port
        session.write(BAD_ARGUMENT);
      }
    };
  }

  /**
   * REST should come right before RETR (RFC 3659, 5), and FtpServer forgets it over anything else.
   * A modem that sends it a little earlier would take the beginning of the part for the rest.
   */
  private static Command keepingRestart(Command command) {
    return (session, context, request) -> {
      long offset = session.getFileOffset();
      command.execute(session, context, request);
      session.setFileOffset(offset);
    };
  }

  /**
   * FtpServer answers an outage with 550, as if there were no such part. Trackers count up until a
   * part is missing, and then believe that they have them all. So an outage has to show first.
   */
  private static Command reading(Command command) {
    return (session, context, request) -> {
      ((FirmwareFileSystem) session.getFileSystemView()).refresh();
      command.execute(session, context, request);
    };
  }
}
