package peyk.adapters.ftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;
import peyk.domain.firmware.Content;
import peyk.domain.firmware.Part;
import peyk.domain.firmware.Release;

/**
 * What is found at a path: the root, a device type, a version, a hardware revision, a part, or
 * nothing.
 *
 * @param releases those that lie at the path, below it, or right above it
 */
record FirmwareFile(FirmwarePath path, List<Release> releases) implements FtpFile {
  private static final int PART_DEPTH = 4;
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Of releases whose date is none. */
  private static final Instant UNDATED = Instant.parse("2000-01-01T00:00:00Z");

  static FirmwareFile at(FirmwarePath path, Stream<Release> all) {
    return new FirmwareFile(path, all.filter(release -> isOnTheWay(release, path)).toList());
  }

  private static boolean isOnTheWay(Release release, FirmwarePath path) {
    var directory = directory(release);
    int depth = Math.min(path.depth(), directory.size());
    return path.steps().subList(0, depth).equals(directory.subList(0, depth));
  }

  private static List<String> directory(Release release) {
    return List.of(
        Long.toString(release.hardware().type()),
        Long.toString(release.version()),
        Long.toString(release.hardware().revision()));
  }

  /** The release that it belongs to; meant for parts. */
  Release release() {
    return releases.getFirst();
  }

  /** The part that it is. */
  Optional<Part> part() {
    return path.depth() == PART_DEPTH
        ? parts().filter(part -> part.name().equals(path.name())).findFirst()
        : Optional.empty();
  }

  private Stream<Part> parts() {
    return releases.stream()
        .flatMap(release ->
            release.content() instanceof Content.Parts(var parts)
                ? parts.stream()
                : Stream.empty());
  }

  @Override
  public boolean doesExist() {
    return isDirectory() || isFile();
  }

  @Override
  public boolean isDirectory() {
    return path.depth() == 0 || path.depth() < PART_DEPTH && !releases.isEmpty();
  }

  @Override
  public boolean isFile() {
    return part().isPresent();
  }

  @Override
  public List<FirmwareFile> listFiles() {
    if (path.depth() == PART_DEPTH - 1) {
      return parts().map(Part::name).map(this::child).toList();
    }
    return releases.stream()
        .map(release -> directory(release).get(path.depth()))
        .distinct()
        .sorted(Comparator.comparingLong(Long::parseLong))
        .map(this::child)
        .toList();
  }

  private FirmwareFile child(String name) {
    return at(path.child(name), releases.stream());
  }

  @Override
  public long getSize() {
    return part().map(Part::size).orElse(0L);
  }

  /** The date of the release, of the newest one in a directory of several. */
  @Override
  public long getLastModified() {
    return releases.stream()
        .map(FirmwareFile::date)
        .max(Comparator.naturalOrder())
        .orElse(UNDATED)
        .toEpochMilli();
  }

  private static Instant date(Release release) {
    try {
      return LocalDateTime.parse(release.date(), DATE).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return UNDATED;
    }
  }

  @Override
  public String getAbsolutePath() {
    return path.toString();
  }

  @Override
  public String getName() {
    return path.name();
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
  public @Nullable Object getPhysicalFile() {
    return null;
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
  public OutputStream createOutputStream(long offset) throws IOException {
    throw new IOException("firmware is not written by FTP");
  }

  /** Parts are read by {@link Retrieve}. */
  @Override
  public InputStream createInputStream(long offset) throws IOException {
    throw new IOException("firmware is read in another way");
  }
}
