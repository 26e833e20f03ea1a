package peyk.adapters.ftp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.impl.listing.FileFormater;
import org.apache.ftpserver.command.impl.listing.LISTFileFormater;
import org.apache.ftpserver.command.impl.listing.ListArgument;
import org.apache.ftpserver.command.impl.listing.ListArgumentParser;
import org.apache.ftpserver.command.impl.listing.MLSTFileFormater;
import org.apache.ftpserver.command.impl.listing.NLSTFileFormater;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;

/** LIST, NLST, MLSD and MLST. */
final class Listings {
  private static final FileFormater FACTS =
      new MLSTFileFormater(new String[] {"Size", "Modify", "Type", "Perm"});

  private Listings() {}

  static Command list() {
    return listing(new LISTFileFormater());
  }

  static Command names() {
    return listing(new NLSTFileFormater());
  }

  static Command facts() {
    return listing(FACTS);
  }

  private static Command listing(FileFormater format) {
    return (session, context, request) -> {
      session.resetState();
      list(session, request, format);
    };
  }

  private static void list(FtpIoSession session, FtpRequest request, FileFormater format)
      throws FtpException {
    ListArgument wanted;
    try {
      wanted = ListArgumentParser.parse(request.getArgument());
    } catch (IllegalArgumentException e) {
      session.write(Replies.BAD_ARGUMENT);
      return;
    }
    var place = view(session).getFile(wanted.getFile());
    if (!place.doesExist()) {
      session.write(Replies.NO_SUCH_PATH);
    } else if (!Visit.of(session).dataLine().isReady()) {
      session.write(Replies.NO_DATA_LINE);
    } else {
      session.write(Replies.DATA_LINE_FOLLOWS);
      session.write(send(Visit.of(session).dataLine(), text(place, wanted, format)));
    }
  }

  private static String text(FirmwareFile place, ListArgument wanted, FileFormater format) {
    var files = place.isFile() ? List.of(place) : place.listFiles();
    return files.stream()
        .filter(file ->
            wanted.getPattern() == null || Glob.matches(wanted.getPattern(), file.getName()))
        .map(format::format)
        .collect(Collectors.joining());
  }

  private static FtpReply send(DataLine line, String text) {
    try (var socket = line.connect()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      return Replies.TRANSFERRED;
    } catch (IOException e) {
      return Replies.DATA_LINE_BROKE;
    }
  }

  /** Of one place, and told on the control connection (RFC 3659, 7). */
  static Command factsOfOne() {
    return (session, context, request) -> {
      session.resetState();
      var place = view(session).getFile(request.hasArgument() ? request.getArgument() : ".");
      session.write(
          place.doesExist()
              ? Replies.reply(
                  FtpReply.REPLY_250_REQUESTED_FILE_ACTION_OKAY,
                  "Facts\n " + FACTS.format(place) + "End")
              : Replies.NO_SUCH_PATH);
    };
  }

  private static FirmwareView view(FtpIoSession session) {
    return (FirmwareView) session.getFileSystemView();
  }
}
