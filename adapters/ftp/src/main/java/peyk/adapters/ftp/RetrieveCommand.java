package peyk.adapters.ftp;

import java.io.IOException;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.impl.RETR;
import org.apache.ftpserver.ftplet.DataType;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.StorageUnavailableException;
import peyk.domain.firmware.DownloadRepository;
import peyk.domain.firmware.Part;
import peyk.domain.firmware.ReleaseId;

/** RETR, which sends a part from the offset of REST. Each download is recorded. */
record RetrieveCommand(DownloadRepository downloads, FtpMetrics metrics) implements Command {
  private static final Logger log = LoggerFactory.getLogger(RetrieveCommand.class);
  private static final Command RETRIEVE = new RETR();
  private static final FtpReply RESTART_BEYOND_THE_END =
      new DefaultFtpReply(554, "The part ends before that.");

  @Override
  public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request)
      throws IOException, FtpException {
    var path = request.hasArgument() ? request.getArgument() : "";
    var file = ((FirmwareFileSystem) session.getFileSystemView()).getFile(path);
    if (file.isFile() && session.getFileOffset() > file.getSize()) {
      session.resetState();
      session.write(RESTART_BEYOND_THE_END);
      return;
    }
    session.setDataType(
        DataType.BINARY); // modems that forget TYPE I must get the bytes as they are
    try {
      RETRIEVE.execute(session, context, request);
    } finally {
      file.part().ifPresent(part -> record(file.release().id(), part, session.getLastReply()));
    }
  }

  private void record(ReleaseId release, Part part, FtpReply lastReply) {
    if (lastReply.getCode() == FtpReply.REPLY_503_BAD_SEQUENCE_OF_COMMANDS) {
      return; // PASV or PORT is missing, so nothing has begun
    }
    var completed = lastReply.getCode() == FtpReply.REPLY_226_CLOSING_DATA_CONNECTION;
    metrics.downloaded(completed);
    try {
      downloads.add(release, part.name(), completed);
    } catch (StorageUnavailableException e) {
      log.warn(
          "ftp download could not be recorded release={} part={} reason={}",
          release,
          part.name(),
          e.getMessage());
    }
  }
}
