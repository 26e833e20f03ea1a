package peyk.adapters.ftp;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import peyk.domain.Eventually;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.StorageUnavailableException;
import peyk.domain.firmware.DownloadRepository;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.Hardware;
import peyk.domain.firmware.InMemoryFirmware;
import peyk.domain.firmware.NewRelease;
import peyk.domain.firmware.PartRepository;
import peyk.domain.firmware.ReleaseEdit;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository.Creation;
import peyk.domain.firmware.ReleaseState;
import peyk.domain.firmware.Releases;
import peyk.domain.firmware.Rollout;
import peyk.domain.text.LocalDates;

/** A running server, and the releases that it gives out. */
final class FtpServerFixture implements AutoCloseable {
  static final String USER = "tracker-user";
  static final String PASSWORD = "s3cret-word";
  static final FtpConfig CONFIG =
      FtpConfig.of("127.0.0.1", 0, new FtpConfig.Account(USER, PASSWORD));
  static final FirmwareFtpServer.Delays DELAYS =
      new FirmwareFtpServer.Delays(Duration.ofMillis(50), Duration.ofSeconds(20));

  private final InMemoryFirmware firmware =
      new InMemoryFirmware(new MovableClock(), new InMemoryJobs());
  private final MeterRegistry registry = Metrics.globalRegistry();
  private final Map<String, Long> countedBefore = new HashMap<>();
  private final AtomicInteger openParts = new AtomicInteger();
  private final FirmwareFtpServer server;
  private volatile boolean catalogDown;
  private volatile boolean downloadsDown;
  private volatile long readableBytes = Long.MAX_VALUE;

  FtpServerFixture() {
    this(CONFIG);
  }

  FtpServerFixture(FtpConfig config) {
    this(config, DELAYS);
  }

  FtpServerFixture(FtpConfig config, FirmwareFtpServer.Delays delays) {
    var tehran = new LocalDates(ZoneId.of("Asia/Tehran"));
    var served =
        new FirmwareFtpServer.Firmware(new Catalog(), new Parts(), new Downloads(), tehran);
    server = FirmwareFtpServer.start(config, delays, served, registry);
    registry.meters().stream()
        .filter(Counter.class::isInstance)
        .map(Counter.class::cast)
        .forEach(counter -> countedBefore.put(key(counter.id()), counter.count()));
  }

  int port() {
    return server.port();
  }

  static FtpConfig with(FtpConfig.Limits limits) {
    return new FtpConfig(
        CONFIG.host(),
        CONFIG.port(),
        CONFIG.account(),
        CONFIG.passivePorts(),
        CONFIG.externalAddress(),
        limits);
  }

  /** An active release in {@code /90/version/2}. */
  ReleaseId release(long version, byte[]... parts) {
    var id = draft(version, parts);
    set(id, ReleaseState.ACTIVE);
    return id;
  }

  ReleaseId draft(long version, byte[]... parts) {
    var wanted =
        new NewRelease(new Hardware(90, 2), version, "2026-10-31 08:30:00", "", Optional.empty());
    var created =
        (Creation.Created) firmware.releases().create(wanted, Rollout.toAll(), Optional.empty());
    var id = created.release().id();
    for (int i = 0; i < parts.length; i++) {
      store(id, String.format("app.%03d", i + 1), parts[i]);
    }
    return id;
  }

  private void store(ReleaseId id, String name, byte[] content) {
    try {
      firmware
          .parts()
          .store(id, name, new ByteArrayInputStream(content), content.length, Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void set(ReleaseId id, ReleaseState state) {
    firmware.releases().edit(id, release -> new ReleaseEdit.Changed(release.in(state)));
  }

  static byte[] bytes(int length) {
    var bytes = new byte[length];
    new SplittableRandom(length).nextBytes(bytes);
    return bytes;
  }

  void breakCatalog(boolean down) {
    catalogDown = down;
  }

  void breakDownloads() {
    downloadsDown = true;
  }

  /** The database dies when so much of a part has been read. */
  void breakPartsAfter(long bytes) {
    readableBytes = bytes;
  }

  int openParts() {
    return openParts.get();
  }

  /** A download is recorded just after its reply. */
  void awaitDownloads(ReleaseId id, long completed, long aborted) {
    Eventually.until(
        completed + " downloads are completed and " + aborted + " are aborted",
        () -> completed(id) == completed && aborted(id) == aborted);
  }

  long completed(ReleaseId id) {
    return downloads(id).mapToLong(DownloadRepository.PartDownloads::completed).sum();
  }

  long aborted(ReleaseId id) {
    return downloads(id).mapToLong(DownloadRepository.PartDownloads::aborted).sum();
  }

  private Stream<DownloadRepository.PartDownloads> downloads(ReleaseId id) {
    return firmware.downloads().of(id).stream();
  }

  /** What was counted since the server was started. */
  long counted(String name, String outcome) {
    return counted(name, List.of(Tag.create("outcome", outcome)));
  }

  long bytesCounted() {
    return counted("peyk_ftp_bytes", List.of());
  }

  private long counted(String name, List<Tag> tags) {
    var counter = registry.counter(name, tags).orElseThrow();
    return counter.count() - countedBefore.get(key(counter.id()));
  }

  private static String key(Meter.Id id) {
    return id.name() + id.tagsMap();
  }

  int sessions() {
    return registry
        .gauge("peyk_ftp_sessions", List.of())
        .map(gauge -> gauge.value().intValue())
        .orElseThrow();
  }

  @Override
  public void close() {
    server.close();
  }

  private final class Catalog implements FirmwareCatalog {
    @Override
    public Releases current() {
      if (catalogDown) {
        throw new StorageUnavailableException("the database is down", new IOException());
      }
      return firmware.catalog().current();
    }

    @Override
    public void refresh() {}
  }

  private final class Downloads implements DownloadRepository {
    @Override
    public void add(ReleaseId release, String part, boolean completed) {
      if (downloadsDown) {
        throw new StorageUnavailableException("the database is down", new IOException());
      }
      firmware.downloads().add(release, part, completed);
    }

    @Override
    public List<PartDownloads> of(ReleaseId release) {
      return firmware.downloads().of(release);
    }
  }

  private final class Parts implements PartRepository {
    @Override
    public Upload store(
        ReleaseId release, String name, InputStream content, long atMost, Optional<String> sha256) {
      throw new AssertionError("the FTP server stored something");
    }

    @Override
    public boolean delete(ReleaseId release, String name) {
      throw new AssertionError("the FTP server deleted something");
    }

    @Override
    public Optional<InputStream> open(ReleaseId release, String name, long from) {
      return firmware.parts().open(release, name, from).map(Watched::new);
    }
  }

  private final class Watched extends FilterInputStream {
    private long read;
    private boolean closed;

    Watched(InputStream content) {
      super(content);
      openParts.incrementAndGet();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (read >= readableBytes) {
        throw new IOException("the database died");
      }
      int count = super.read(buffer, offset, length);
      read += count;
      return count;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        openParts.decrementAndGet();
      }
      closed = true;
      super.close();
    }
  }
}
