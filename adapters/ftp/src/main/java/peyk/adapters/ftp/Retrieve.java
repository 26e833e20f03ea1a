package peyk.adapters.ftp;

import java.io.IOException;
import java.io.InputStream;
import org.apache.ftpserver.command.Command;
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
import peyk.domain.firmware.PartRepository;
import peyk.domain.firmware.ReleaseId;

/**
 * RETR: sends a part, from where REST said. The bytes go out as they are whatever TYPE says: a
 * modem that leaves it at ASCII must not get firmware with other line ends.
 */
final class Retrieve implements Command {
  private static final Logger log = LoggerFactory.getLogger(Retrieve.class);
  private static final int RESTART_BEYOND_THE_END = 554;

  private final PartRepository parts;
  private final DownloadRepository downloads;
  private final int bytesPerSecond;
  private final FtpMetrics metrics;

  Retrieve(
      PartRepository parts, DownloadRepository downloads, int bytesPerSecond, FtpMetrics metrics) {
    this.parts = parts;
    this.downloads = downloads;
    this.bytesPerSecond = bytesPerSecond;
    this.metrics = metrics;
  }

  @Override
  public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request)
      throws FtpException {
    long from = session.getFileOffset();
    session.resetState();
    if (!request.hasArgument()) {
      session.write(Replies.BAD_ARGUMENT);
      return;
    }
    var file = ((FirmwareView) session.getFileSystemView()).getFile(request.getArgument());
    var part = file.part();
    if (part.isEmpty()) {
      session.write(Replies.NO_SUCH_PATH);
    } else if (from > part.get().size()) {
      session.write(Replies.reply(RESTART_BEYOND_THE_END, "The part ends before that."));
    } else if (!Visit.of(session).dataLine().isReady()) {
      session.write(Replies.NO_DATA_LINE);
    } else {
      send(session, file.release().id(), part.get(), from);
    }
  }

  private void send(FtpIoSession session, ReleaseId release, Part part, long from) {
    var found = parts.open(release, part.name(), from);
    if (found.isEmpty()) {
      session.write(Replies.NO_SUCH_PATH);
      return;
    }
    session.write(Replies.DATA_LINE_FOLLOWS);
    FtpReply outcome = Replies.DATA_LINE_BROKE;
    try (var content = found.get()) {
      outcome = transfer(session, content, part.size() - from);
    } catch (IOException e) {
      log.warn(
          "part could not be read for ftp release={} part={} reason={}",
          release,
          part.name(),
          e.getMessage());
      outcome = Replies.STORAGE_UNAVAILABLE;
    } finally {
      count(release, part, outcome.equals(Replies.TRANSFERRED));
    }
    session.write(outcome);
  }

  private FtpReply transfer(FtpIoSession session, InputStream content, long length)
      throws PartLostException {
    try (var download =
        new Download(Visit.of(session).dataLine().connect(), new Pace(bytesPerSecond))) {
      download.send(
          content,
          length,
          count -> {
            session.increaseWrittenDataBytes(count); // or else the session would seem to be idle
            metrics.sent(count);
          });
      return Replies.TRANSFERRED;
    } catch (PartLostException e) {
      throw e;
    } catch (IOException e) {
      return Replies.DATA_LINE_BROKE;
    }
  }

  private void count(ReleaseId release, Part part, boolean completed) {
    metrics.downloaded(completed);
    try {
      downloads.add(release, part.name(), completed);
    } catch (StorageUnavailableException e) {
      log.warn(
          "ftp download could not be counted release={} part={} reason={}",
          release,
          part.name(),
          e.getMessage());
    }
  }
}
