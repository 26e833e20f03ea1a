package peyk.adapters.ftp;

import java.util.List;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.StorageUnavailableException;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.Releases;

/**
 * The releases that may be fetched, as a session sees them: {@code /type/version/revision/part},
 * anew for each command.
 */
final class FirmwareView implements FileSystemView {
  private static final Logger log = LoggerFactory.getLogger(FirmwareView.class);

  private final FirmwareCatalog catalog;
  private FirmwarePath here = FirmwarePath.ROOT;

  FirmwareView(FirmwareCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public FirmwareFile getHomeDirectory() {
    return new FirmwareFile(FirmwarePath.ROOT, List.of());
  }

  /** Only its path: it is asked for whether or not the releases can be read. */
  @Override
  public FirmwareFile getWorkingDirectory() {
    return new FirmwareFile(here, List.of());
  }

  @Override
  public boolean changeWorkingDirectory(String directory) throws FtpException {
    var there = getFile(directory);
    if (!there.isDirectory()) {
      return false;
    }
    here = there.path();
    return true;
  }

  @Override
  public FirmwareFile getFile(String path) throws FtpException {
    return FirmwareFile.at(here.resolve(path), releases().fetchable());
  }

  private Releases releases() throws FtpException {
    try {
      return catalog.current();
    } catch (StorageUnavailableException e) {
      log.warn("releases could not be read for ftp reason={}", e.getMessage());
      throw new FtpException("the releases cannot be read", e);
    }
  }

  @Override
  public boolean isRandomAccessible() {
    return true;
  }

  @Override
  public void dispose() {}
}
