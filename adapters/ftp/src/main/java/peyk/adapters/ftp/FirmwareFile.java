package peyk.adapters.ftp;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;
import peyk.adapters.ftp.FirmwareFtpServer.Firmware;
import peyk.domain.firmware.Content;
import peyk.domain.firmware.Part;
import peyk.domain.firmware.Release;

/**
 * The file or directory at a path, if there is one: {@code /type/version/revision/part}.
 *
 * @param path the names from the root on, e.g. {@code 90, 131081, 2, app.001}
 * @param releases those at the path or below it; for a part, the one that it belongs to
 */
record FirmwareFile(List<String> path, List<Release> releases, Firmware firmware)
    implements FtpFile {
  private static final int PART_DEPTH = 4;
  private static final Instant UNKNOWN_DATE = Instant.parse("2000-01-01T00:00:00Z");

  FirmwareFile {
    path = List.copyOf(path);
  }

  static FirmwareFile at(List<String> path, List<Release> all, Firmware firmware) {
    return new FirmwareFile(path, all.stream().filter(one -> isAt(one, path)).toList(), firmware);
  }

  private static boolean isAt(Release release, List<String> path) {
    var directory = directory(release);
    int depth = Math.min(path.size(), directory.size());
    return path.subList(0, depth).equals(directory.subList(0, depth));
  }

  private static List<String> directory(Release release) {
    return Stream.of(release.hardware().type(), release.version(), release.hardware().revision())
        .map(number -> Long.toString(number))
        .toList();
  }

  /** The release that a part belongs to. */
  Release release() {
    return releases.getFirst();
  }

  Optional<Part> part() {
    return path.size() == PART_DEPTH
        ? parts().filter(part -> part.name().equals(path.getLast())).findFirst()
        : Optional.empty();
  }

  private Stream<Part> parts() {
    return releases.stream()
        .flatMap(release -> ((Content.Parts) release.content()).parts().stream());
  }

  @Override
  public boolean doesExist() {
    return isDirectory() || isFile();
  }

  @Override
  public boolean isDirectory() {
    return path.isEmpty() || path.size() < PART_DEPTH && !releases.isEmpty();
  }

  @Override
  public boolean isFile() {
    return part().isPresent();
  }

  @Override
  public List<FirmwareFile> listFiles() {
    if (!isDirectory()) {
      return List.of();
    }
    var names =
        path.size() == PART_DEPTH - 1
            ? parts().map(Part::name)
            : releases.stream()
                .map(release -> directory(release).get(path.size()))
                .distinct()
                .sorted(Comparator.comparingLong(Long::parseLong));
    return names.map(this::child).toList();
  }

  private FirmwareFile child(String name) {
    return at(Stream.concat(path.stream(), Stream.of(name)).toList(), releases, firmware);
  }

  @Override
  public long getSize() {
    return part().map(Part::size).orElse(0L);
  }

  /** The date of the newest release here. */
  @Override
  public long getLastModified() {
    return releases.stream()
        .flatMap(release -> firmware.dates().readYearFirst(release.date()).stream())
        .max(Comparator.naturalOrder())
        .orElse(UNKNOWN_DATE)
        .toEpochMilli();
  }

  @Override
  public String getAbsolutePath() {
    return "/" + String.join("/", path);
  }

  @Override
  public String getName() {
    return path.isEmpty() ? "/" : path.getLast();
  }

  @Override
  public String getOwnerName() {
    return "firmware";
  }

  @Override
  public String getGroupName() {
    return "firmware";
  }

  @Override
  public int getLinkCount() {
    return 1;
  }

  @Override
  public boolean isReadable() {
    return doesExist();
  }

  @Override
  public boolean isHidden() {
    return false;
  }

  @Override
  public boolean isWritable() {
    return false;
  }

  @Override
  public boolean isRemovable() {
    return false;
  }

  @Override
  public boolean setLastModified(long time) {
    return false;
  }

  @Override
  public boolean mkdir() {
    return false;
  }

  @Override
  public boolean delete() {
    return false;
  }

  @Override
  public boolean move(FtpFile destination) {
    return false;
  }

  @Override
  public @Nullable Object getPhysicalFile() {
    return null;
  }

  @Override
  public OutputStream createOutputStream(long offset) throws IOException {
    throw new IOException("firmware is read-only");
  }

  @Override
  public InputStream createInputStream(long offset) throws IOException {
    return firmware
        .parts()
        .open(release().id(), getName(), offset)
        .orElseThrow(() -> new FileNotFoundException("the part is not there any more"));
  }
}
