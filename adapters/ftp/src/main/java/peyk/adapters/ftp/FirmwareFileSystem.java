package peyk.adapters.ftp;

import java.util.ArrayList;
import java.util.List;
import org.apache.ftpserver.ftplet.FileSystemView;
import peyk.adapters.ftp.FirmwareFtpServer.Firmware;
import peyk.domain.firmware.Release;

/** The releases that may be fetched, as the directories and files that one session sees. */
final class FirmwareFileSystem implements FileSystemView {
  private final Firmware firmware;
  private List<Release> releases = List.of();
  private List<String> workingDirectory = List.of();

  FirmwareFileSystem(Firmware firmware) {
    this.firmware = firmware;
  }

  /**
   * Reads the releases; until the next time, these are what there is.
   *
   * @throws peyk.domain.StorageUnavailableException if they cannot be read
   */
  void refresh() {
    releases = firmware.catalog().current().fetchable().toList();
  }

  @Override
  public FirmwareFile getFile(String path) {
    return file(resolve(path));
  }

  @Override
  public FirmwareFile getHomeDirectory() {
    return file(List.of());
  }

  @Override
  public FirmwareFile getWorkingDirectory() {
    return file(workingDirectory);
  }

  @Override
  public boolean changeWorkingDirectory(String path) {
    var directory = getFile(path);
    if (directory.isDirectory()) {
      workingDirectory = directory.path();
    }
    return directory.isDirectory();
  }

  private FirmwareFile file(List<String> path) {
    return FirmwareFile.at(path, releases, firmware);
  }

  /** Above the root there is the root. Each step is compared as a whole with a name. */
  private List<String> resolve(String path) {
    var steps = new ArrayList<>(path.startsWith("/") ? List.of() : workingDirectory);
    for (var step : path.split("/")) {
      if (step.equals("..") && !steps.isEmpty()) {
        steps.removeLast();
      } else if (!List.of("", ".", "..").contains(step)) {
        steps.add(step);
      }
    }
    return steps;
  }

  @Override
  public boolean isRandomAccessible() {
    return true;
  }

  @Override
  public void dispose() {}
}
