package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import peyk.domain.firmware.PartRepository.Upload;
import peyk.domain.firmware.PartRepository.Upload.NoSuchRelease;
import peyk.domain.firmware.PartRepository.Upload.NotADraft;
import peyk.domain.firmware.PartRepository.Upload.Stored;
import peyk.domain.firmware.PartRepository.Upload.TooLong;
import peyk.domain.firmware.PartRepository.Upload.WrongHash;

/** What every {@link PartRepository} does, whatever it is made of. */
public abstract class PartRepositoryContract {
  private static final String NAME = "app.001";
  private static final long LIMIT = 10_000_000;
  private static final Optional<String> ANY_HASH = Optional.empty();
  private static final String HASH_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  protected abstract PartRepository parts();

  /** The releases of the same memory, none at first. */
  protected abstract ReleaseRepository releases();

  @Test
  void a_part_is_stored_with_its_size_and_hash() throws IOException {
    var draft = draft();
    assertThat(store(draft, NAME, "abc")).isEqualTo(new Stored(new Part(NAME, 3, HASH_OF_ABC)));
    assertThat(partsOf(draft)).containsExactly(new Part(NAME, 3, HASH_OF_ABC));
    assertThat(content(draft, NAME)).isEqualTo("abc");
  }

  @Test
  void parts_are_in_order_of_their_names() throws IOException {
    var draft = draft();
    store(draft, "app.010", "ten");
    store(draft, "app.002", "two");
    store(draft, "app.001", "one");
    assertThat(partsOf(draft))
        .extracting(Part::name)
        .containsExactly("app.001", "app.002", "app.010");
  }

  @Test
  void a_part_replaces_one_of_the_same_name() throws IOException {
    var draft = draft();
    store(draft, NAME, "the first and longer one");
    store(draft, NAME, "abc");
    assertThat(partsOf(draft)).containsExactly(new Part(NAME, 3, HASH_OF_ABC));
    assertThat(content(draft, NAME)).isEqualTo("abc");
  }

  @Test
  void a_part_may_be_empty() throws IOException {
    var draft = draft();
    store(draft, NAME, "");
    assertThat(partsOf(draft)).extracting(Part::size).containsExactly(0L);
    assertThat(content(draft, NAME)).isEmpty();
  }

  @Test
  void a_long_part_is_given_back_byte_by_byte_from_anywhere() throws IOException {
    var draft = draft();
    var bytes = new byte[1_500_001];
    new SplittableRandom(7).nextBytes(bytes);
    parts().store(draft, NAME, new Dribble(bytes), LIMIT, ANY_HASH);
    for (int from : List.of(0, 1, 65_535, 65_536, 65_537, 1_048_576, 1_500_000, 1_500_001)) {
      try (var content = open(draft, NAME, from)) {
        assertThat(content.readAllBytes())
            .as("from %s", from)
            .isEqualTo(Arrays.copyOfRange(bytes, from, bytes.length));
      }
    }
  }

  @Test
  void behind_the_end_of_a_part_there_is_nothing() throws IOException {
    var draft = draft();
    store(draft, NAME, "abc");
    try (var content = open(draft, NAME, 4)) {
      assertThat(content.read()).isEqualTo(-1);
    }
    try (var content = open(draft, NAME, Long.MAX_VALUE)) {
      assertThat(content.read(new byte[5])).isEqualTo(-1);
    }
  }

  @Test
  void a_stream_reads_single_bytes_too() throws IOException {
    var draft = draft();
    store(draft, NAME, "a\u00FF");
    try (var content = open(draft, NAME, 0)) {
      assertThat(content.read(new byte[0])).isZero();
      assertThat(content.read()).isEqualTo('a');
      assertThat(content.read()).isEqualTo(0xC3);
      assertThat(content.read()).isEqualTo(0xBF);
      assertThat(content.read()).isEqualTo(-1);
      assertThat(content.read()).isEqualTo(-1);
    }
  }

  @Test
  void what_is_not_there_cannot_be_opened() throws IOException {
    var draft = draft();
    store(draft, NAME, "abc");
    assertThat(parts().open(draft, "app.002", 0)).isEmpty();
    assertThat(parts().open(new ReleaseId(4711), NAME, 0)).isEmpty();
  }

  @Test
  void a_part_needs_a_release() throws IOException {
    assertThat(store(new ReleaseId(4711), NAME, "abc")).isEqualTo(new NoSuchRelease());
  }

  @Test
  void a_release_with_a_link_has_no_parts() throws IOException {
    var linked = create(Firmware.linked(6));
    assertThat(store(linked, NAME, "abc")).isEqualTo(new NotADraft());
    assertThat(parts().delete(linked, NAME)).isFalse();
  }

  @Test
  void only_a_drafts_parts_change() throws IOException {
    var draft = draft();
    store(draft, NAME, "abc");
    releases().edit(draft, ReleaseEdit::activate);
    assertThat(store(draft, NAME, "def")).isEqualTo(new NotADraft());
    assertThat(store(draft, "app.002", "def")).isEqualTo(new NotADraft());
    assertThat(parts().delete(draft, NAME)).isFalse();
    assertThat(content(draft, NAME)).isEqualTo("abc");
    assertThat(partsOf(draft)).hasSize(1);
  }

  @Test
  void a_release_that_becomes_active_during_an_upload_stays_as_it_is() throws IOException {
    var draft = draft();
    store(draft, NAME, "abc");
    var content =
        new SequenceInputStream(
            bytes("d"), new Action(() -> releases().edit(draft, ReleaseEdit::activate)));
    assertThat(parts().store(draft, NAME, content, LIMIT, ANY_HASH)).isEqualTo(new NotADraft());
    assertThat(content(draft, NAME)).isEqualTo("abc");
  }

  @Test
  void a_part_has_a_limit() throws IOException {
    var draft = draft();
    assertThat(parts().store(draft, NAME, bytes("abcd"), 3, ANY_HASH)).isEqualTo(new TooLong());
    assertThat(partsOf(draft)).isEmpty();
    assertThat(parts().store(draft, NAME, bytes("abc"), 3, ANY_HASH)).isInstanceOf(Stored.class);
  }

  @Test
  void what_is_too_long_is_not_read_to_its_end() throws IOException {
    var draft = draft();
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }
        };
    assertThat(parts().store(draft, NAME, endless, 300_000, ANY_HASH)).isEqualTo(new TooLong());
  }

  @Test
  void what_arrives_damaged_is_not_stored() throws IOException {
    var draft = draft();
    store(draft, NAME, "before");
    assertThat(parts().store(draft, NAME, bytes("abc"), LIMIT, Optional.of("0".repeat(64))))
        .isEqualTo(new WrongHash(HASH_OF_ABC));
    assertThat(content(draft, NAME)).isEqualTo("before");
  }

  @Test
  void what_arrives_whole_is_stored() throws IOException {
    var draft = draft();
    var upperCase = HASH_OF_ABC.toUpperCase(Locale.ROOT);
    assertThat(parts().store(draft, NAME, bytes("abc"), LIMIT, Optional.of(HASH_OF_ABC)))
        .isInstanceOf(Stored.class);
    assertThat(parts().store(draft, NAME, bytes("abc"), LIMIT, Optional.of(upperCase)))
        .isInstanceOf(Stored.class);
  }

  @Test
  void an_upload_that_breaks_off_leaves_all_as_it_was() throws IOException {
    var draft = draft();
    store(draft, NAME, "before");
    var broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[400_000]),
            new Action(() -> {
              throw new IOException("the sender has gone");
            }));
    assertThatThrownBy(() -> parts().store(draft, NAME, broken, LIMIT, ANY_HASH))
        .isInstanceOf(IOException.class)
        .hasMessage("the sender has gone");
    assertThat(content(draft, NAME)).isEqualTo("before");
    assertThat(partsOf(draft)).hasSize(1);
  }

  @Test
  void a_part_is_not_visible_before_all_of_it_is_stored() throws IOException {
    var draft = draft();
    var content =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[400_000]),
            new Action(() -> {
              assertThat(partsOf(draft)).isEmpty();
              assertThat(parts().open(draft, NAME, 0)).isEmpty();
            }));
    assertThat(parts().store(draft, NAME, content, LIMIT, ANY_HASH)).isInstanceOf(Stored.class);
    assertThat(partsOf(draft)).hasSize(1);
  }

  @Test
  void a_name_that_no_part_has_is_a_bug() {
    var draft = draft();
    assertThatThrownBy(() -> store(draft, "../app.001", "abc"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(partsOf(draft)).isEmpty();
  }

  @Test
  void a_part_of_a_draft_can_be_removed() throws IOException {
    var draft = draft();
    store(draft, NAME, "abc");
    store(draft, "app.002", "def");
    assertThat(parts().delete(draft, NAME)).isTrue();
    assertThat(parts().delete(draft, NAME)).isFalse();
    assertThat(parts().open(draft, NAME, 0)).isEmpty();
    assertThat(partsOf(draft)).extracting(Part::name).containsExactly("app.002");
    assertThat(parts().delete(new ReleaseId(4711), NAME)).isFalse();
  }

  private ReleaseId draft() {
    return create(Firmware.wanted(5));
  }

  private ReleaseId create(NewRelease wanted) {
    var creation = releases().create(wanted, Rollout.toAll(), Optional.empty());
    return ((ReleaseRepository.Creation.Created) creation).release().id();
  }

  private Upload store(ReleaseId release, String name, String content) throws IOException {
    return parts().store(release, name, bytes(content), LIMIT, ANY_HASH);
  }

  private static InputStream bytes(String content) {
    return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
  }

  private List<Part> partsOf(ReleaseId release) {
    return ((Content.Parts) releases().find(release).orElseThrow().content()).parts();
  }

  private String content(ReleaseId release, String name) throws IOException {
    try (var content = open(release, name, 0)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private InputStream open(ReleaseId release, String name, long from) {
    return parts().open(release, name, from).orElseThrow();
  }

  /** Gives its bytes in pieces of odd lengths, as networks do. */
  private static final class Dribble extends InputStream {
    private final ByteArrayInputStream bytes;

    Dribble(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return bytes.read(buffer, offset, Math.min(length, 1 + bytes.available() % 1461));
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
