package peyk.adapters.postgres.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.adapters.postgres.base.Sha256;
import peyk.domain.AtOnce;
import peyk.domain.Eventually;
import peyk.domain.firmware.Content;
import peyk.domain.firmware.Firmware;
import peyk.domain.firmware.Part;
import peyk.domain.firmware.PartRepository;
import peyk.domain.firmware.PartRepository.Upload.Stored;
import peyk.domain.firmware.PartRepositoryContract;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseRepository.Creation.Created;
import peyk.domain.firmware.Rollout;

class JdbiPartRepositoryIT extends PartRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  private static final String CONTENTS = "SELECT count(*) FROM firmware_content";
  private static final String CHUNKS = "SELECT count(*) FROM firmware_chunk";

  @Override
  protected PartRepository parts() {
    return REPLICAS.one().parts();
  }

  @Override
  protected ReleaseRepository releases() {
    return REPLICAS.one().releases();
  }

  @Test
  void a_part_of_64_mib_passes_through_in_pieces() throws IOException {
    long size = 64L * 1024 * 1024;
    var digest = Sha256.digest();
    var draft = draft();
    var stored =
        parts()
            .store(
                draft,
                "app.001",
                new DigestInputStream(new Pattern(size), digest),
                size,
                Optional.empty());
    var hash = HexFormat.of().formatHex(digest.digest());
    assertThat(stored).isEqualTo(new Stored(new Part("app.001", size, hash)));
    assertThat(REPLICAS.texts("SELECT max(length(bytes)) FROM firmware_chunk"))
        .containsExactly(Integer.toString(JdbiPartRepository.CHUNK));
    try (var content = parts().open(draft, "app.001", 0).orElseThrow();
        var hashed = new DigestInputStream(content, digest)) {
      assertThat(hashed.transferTo(OutputStream.nullOutputStream())).isEqualTo(size);
      assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(hash);
    }
  }

  @Test
  void what_is_replaced_removed_or_refused_leaves_nothing_behind() throws IOException {
    var draft = draft();
    store(draft, "app.001", 200_000);
    store(draft, "app.001", 100_000);
    assertThat(REPLICAS.texts(CHUNKS)).containsExactly("2");
    parts().store(draft, "app.001", new Pattern(400_000), 300_000, Optional.empty());
    parts().store(draft, "app.001", new Pattern(9), 300_000, Optional.of("0".repeat(64)));
    assertThat(REPLICAS.texts(CHUNKS)).containsExactly("2");
    parts().delete(draft, "app.001");
    assertThat(REPLICAS.texts(CHUNKS)).containsExactly("0");
    assertThat(REPLICAS.texts(CONTENTS)).containsExactly("0");
  }

  @Test
  void a_slow_upload_keeps_no_connection() throws IOException {
    var draft = draft();
    var slow =
        new SequenceInputStream(
            new Pattern(3 * JdbiPartRepository.CHUNK),
            new Action(() -> assertThat(REPLICAS.connectionsInUse()).isZero()));
    assertThat(parts().store(draft, "app.001", slow, 1_000_000, Optional.empty()))
        .isInstanceOf(Stored.class);
  }

  @Test
  void a_slow_download_keeps_no_connection() throws IOException {
    var draft = draft();
    store(draft, "app.001", 200_000);
    try (var content = parts().open(draft, "app.001", 0).orElseThrow()) {
      assertThat(content.readNBytes(100_000)).hasSize(100_000);
      assertThat(REPLICAS.connectionsInUse()).isZero();
      assertThat(content.readAllBytes()).hasSize(100_000);
    }
  }

  @Test
  void uploads_of_one_part_at_once_leave_one() {
    var draft = draft();
    AtOnce.run(
        6,
        number -> {
          try {
            store(draft, "app.001", 100_000 + number);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          return number;
        });
    assertThat(REPLICAS.texts(CONTENTS)).containsExactly("1");
    assertThat(REPLICAS.texts(CHUNKS)).containsExactly("2");
  }

  @Test
  void what_a_process_that_died_has_uploaded_is_swept_after_a_day() throws IOException {
    var draft = draft();
    store(draft, "app.001", 10);
    var dies =
        new Action(() -> {
          REPLICAS.goAway();
          throw new IOException("the power is out");
        });
    assertThatThrownBy(() ->
            parts()
                .store(
                    draft,
                    "app.001",
                    new SequenceInputStream(new Pattern(200_000), dies),
                    1_000_000,
                    Optional.empty()))
        .hasMessage("the power is out");
    REPLICAS.comeBack();
    Eventually.until("the database can be asked again", () -> REPLICAS.one().isUp());
    assertThat(REPLICAS.texts(CHUNKS)).containsExactly("4");
    var housekeeping = REPLICAS.housekeeping(Duration.ofDays(7));
    var day = Replicas.START.plus(Duration.ofDays(1));
    assertThat(housekeeping.sweep(day.minusSeconds(1))).containsEntry("firmware_content", 0);
    assertThat(housekeeping.sweep(day)).containsEntry("firmware_content", 1);
    assertThat(REPLICAS.texts(CHUNKS)).containsExactly("1");
    try (var content = parts().open(draft, "app.001", 0).orElseThrow()) {
      assertThat(content.readAllBytes()).hasSize(10);
    }
  }

  @Test
  void an_upload_that_was_swept_is_not_stored() throws IOException {
    var draft = draft();
    var slow = new Action(() -> REPLICAS.execute("DELETE FROM firmware_content"));
    var content = new SequenceInputStream(new Pattern(200_000), slow);
    assertThatThrownBy(() -> parts().store(draft, "app.001", content, 1_000_000, Optional.empty()))
        .isInstanceOf(RuntimeException.class);
    assertThat(((Content.Parts) releases().find(draft).orElseThrow().content()).parts()).isEmpty();
  }

  @Test
  void a_database_that_goes_away_while_a_part_is_read_is_a_broken_stream() throws IOException {
    var draft = draft();
    store(draft, "app.001", 200_000);
    try (var content = parts().open(draft, "app.001", 0).orElseThrow()) {
      assertThat(content.read()).isNotNegative();
      REPLICAS.goAway();
      assertThatThrownBy(content::readAllBytes).isInstanceOf(IOException.class);
    } finally {
      REPLICAS.comeBack();
    }
    Eventually.until("the database can be asked again", () -> REPLICAS.one().isUp());
  }

  @Test
  void a_part_that_is_replaced_while_it_is_read_is_a_broken_stream() throws IOException {
    var draft = draft();
    store(draft, "app.001", 200_000);
    try (var content = parts().open(draft, "app.001", 0).orElseThrow()) {
      assertThat(content.read()).isNotNegative();
      store(draft, "app.001", 200_000);
      assertThatThrownBy(content::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  private ReleaseId draft() {
    var creation = releases().create(Firmware.wanted(5), Rollout.toAll(), Optional.empty());
    return ((Created) creation).release().id();
  }

  private void store(ReleaseId release, String name, int size) throws IOException {
    assertThat(parts().store(release, name, new Pattern(size), size, Optional.empty()))
        .isInstanceOf(Stored.class);
  }

  /** As many bytes as wanted, none of which is kept anywhere. */
  private static final class Pattern extends InputStream {
    private long left;

    Pattern(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      return left > 0 ? (int) (left-- * 31 % 251) : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      for (int i = 0; i < count; i++) {
        buffer[offset + i] = (byte) read();
      }
      return count;
    }
  }

  /** Ends at once, but does something before it does. */
  private static final class Action extends InputStream {
    interface Deed {
      void run() throws IOException;
    }

    private final Deed deed;

    Action(Deed deed) {
      this.deed = deed;
    }

    @Override
    public int read() throws IOException {
      deed.run();
      return -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
  }
}
