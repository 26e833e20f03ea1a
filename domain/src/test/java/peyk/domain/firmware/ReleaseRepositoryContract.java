package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.IdempotencyKey;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.firmware.ReleaseEdit.Changed;
import peyk.domain.firmware.ReleaseRepository.Creation.Created;
import peyk.domain.firmware.ReleaseRepository.Creation.Exists;
import peyk.domain.firmware.ReleaseRepository.Creation.KeyInUse;
import peyk.domain.firmware.ReleaseRepository.Creation.Repeated;
import peyk.domain.firmware.ReleaseRepository.Imported;
import peyk.domain.firmware.Rollout.Brake;
import peyk.domain.firmware.Rollout.Gate;
import peyk.domain.firmware.Rollout.Stage;

/** What every {@link ReleaseRepository} does, whatever it is made of. */
public abstract class ReleaseRepositoryContract {
  private static final Optional<IdempotencyKey> NO_KEY = Optional.empty();
  private static final Imei ALI = Imeis.checked(1);
  private static final Imei SARA = Imeis.checked(2);

  private static final Rollout ROLLOUT =
      new Rollout(
          List.of(
              new Stage(new RolloutShare(50), Optional.of(new Gate(20, RolloutShare.percent(90)))),
              new Stage(RolloutShare.percent(25), Optional.empty()),
              new Stage(RolloutShare.ALL, Optional.empty())),
          1,
          Optional.of(new Brake(4, 7, new RolloutShare(1234))));

  /** The releases of one process, none at first. */
  protected abstract ReleaseRepository releases();

  /** The same releases as another process sees them. */
  protected abstract ReleaseRepository releasesOfAnotherReplica();

  protected abstract PartRepository parts();

  protected abstract DecisionRepository decisions();

  protected abstract OfferRepository offers();

  @Test
  void a_new_release_is_a_draft() {
    var wanted =
        new NewRelease(Firmware.HARDWARE, Long.MAX_VALUE, "فردا", "for Ali\n", Optional.empty());
    var release = created(releases().create(wanted, ROLLOUT, NO_KEY));
    assertThat(release)
        .isEqualTo(
            new Release(
                release.id(),
                Firmware.HARDWARE,
                Long.MAX_VALUE,
                "فردا",
                "for Ali\n",
                ReleaseState.DRAFT,
                Optional.empty(),
                new Content.Parts(List.of()),
                ROLLOUT,
                0,
                Map.of()));
    assertThat(release.id().value()).isPositive();
    assertThat(releasesOfAnotherReplica().find(release.id())).contains(release);
  }

  @Test
  void a_release_with_a_link_is_created_with_it() {
    var release = created(releases().create(Firmware.linked(5), Rollout.toAll(), NO_KEY));
    assertThat(release.content()).isEqualTo(new Content.Link(Firmware.link(5)));
    assertThat(releases().find(release.id())).contains(release);
  }

  @Test
  void there_is_one_release_for_a_hardware_and_a_version() {
    var first = create(5);
    assertThat(releases().create(Firmware.linked(5), ROLLOUT, NO_KEY))
        .isEqualTo(new Exists(first.id()));
    var elsewhere = new NewRelease(Firmware.OTHER_HARDWARE, 5, Firmware.DATE, "", Optional.empty());
    assertThat(releases().create(elsewhere, ROLLOUT, NO_KEY)).isInstanceOf(Created.class);
  }

  @Test
  void a_request_that_is_repeated_finds_what_it_created_as_it_is_now() {
    var release = created(releases().create(Firmware.linked(5), ROLLOUT, key("k", "f")));
    edit(release, ReleaseEdit::activate);
    assertThat(releasesOfAnotherReplica().create(Firmware.linked(5), ROLLOUT, key("k", "f")))
        .isEqualTo(new Repeated(find(release)));
    assertThat(find(release).state()).isEqualTo(ReleaseState.ACTIVE);
  }

  @Test
  void an_idempotency_key_belongs_to_one_request() {
    releases().create(Firmware.linked(5), ROLLOUT, key("k", "f"));
    assertThat(releases().create(Firmware.linked(6), ROLLOUT, key("k", "g")))
        .isEqualTo(new KeyInUse());
    assertThat(releases().create(Firmware.linked(6), ROLLOUT, key("K", "g")))
        .isInstanceOf(Created.class);
  }

  @Test
  void of_the_same_request_sent_many_times_at_once_one_creates_the_release() {
    var creations =
        AtOnce.run(8, number -> replica(number).create(Firmware.wanted(5), ROLLOUT, key("k", "f")));
    assertThat(creations).filteredOn(Created.class::isInstance).hasSize(1);
    assertThat(creations).filteredOn(Repeated.class::isInstance).hasSize(7);
  }

  @Test
  void of_two_who_want_the_same_release_at_once_one_creates_it() {
    var creations =
        AtOnce.run(
            8,
            number -> replica(number).create(Firmware.wanted(5), ROLLOUT, key("k" + number, "f")));
    assertThat(creations).filteredOn(Created.class::isInstance).hasSize(1);
    assertThat(creations).filteredOn(Exists.class::isInstance).hasSize(7);
  }

  @Test
  void a_release_that_is_unknown_is_not_found() {
    var unknown = new ReleaseId(4711);
    assertThat(releases().find(unknown)).isEmpty();
    assertThat(releases().edit(unknown, ReleaseEdit::activate)).isEmpty();
    assertThat(releases().stand(unknown, List.of(ALI), Optional.of(Standing.DENIED))).isFalse();
    assertThat(releases().standings(unknown, "", 10)).isEmpty();
  }

  @Test
  void releases_are_listed_by_hardware_and_state_page_by_page() {
    var one = activated(1);
    var two = create(2);
    var three = activated(3);
    var elsewhere =
        created(
            releases()
                .create(
                    new NewRelease(Firmware.OTHER_HARDWARE, 1, "", "", Optional.of("ftp://x")),
                    ROLLOUT,
                    NO_KEY));
    Optional<Hardware> anyHardware = Optional.empty();
    Optional<ReleaseState> anyState = Optional.empty();
    assertThat(releases().list(anyHardware, anyState, 0, 3)).containsExactly(one, two, three);
    assertThat(releases().list(anyHardware, anyState, three.id().value(), 3))
        .containsExactly(elsewhere);
    assertThat(releases().list(Optional.of(Firmware.HARDWARE), anyState, one.id().value(), 9))
        .containsExactly(two, three);
    assertThat(releases().list(anyHardware, Optional.of(ReleaseState.DRAFT), 0, 9))
        .containsExactly(two, elsewhere);
    assertThat(
            releases().list(Optional.of(Firmware.HARDWARE), Optional.of(ReleaseState.ACTIVE), 0, 1))
        .containsExactly(one);
  }

  @Test
  void a_list_leaves_standings_out_and_has_the_parts() {
    var draft = create(1);
    var part = upload(draft, "app.001");
    releases().stand(draft.id(), List.of(ALI), Optional.of(Standing.DENIED));
    var listed = releases().list(Optional.empty(), Optional.empty(), 0, 9).getFirst();
    assertThat(listed.standings()).isEmpty();
    assertThat(listed.content()).isEqualTo(new Content.Parts(List.of(part)));
    assertThat(find(draft).standings()).isEqualTo(Map.of(ALI, Standing.DENIED));
    assertThat(find(draft).content()).isEqualTo(listed.content());
  }

  @Test
  void an_edit_changes_state_reason_and_rollout() {
    var release = activated(5);
    edit(release, before -> ReleaseEdit.rollOut(before, ROLLOUT));
    var edit = edit(release, before -> ReleaseEdit.pause(before, "Ali said so"));
    assertThat(edit).contains(new Changed(find(release)));
    assertThat(find(release).state()).isEqualTo(ReleaseState.PAUSED);
    assertThat(find(release).pausedBecause()).contains("Ali said so");
    assertThat(find(release).rollout()).isEqualTo(ROLLOUT);
    edit(release, ReleaseEdit::activate);
    assertThat(find(release).pausedBecause()).isEmpty();
  }

  @Test
  void an_edit_that_is_refused_changes_nothing() {
    var draft = create(5);
    assertThat(edit(draft, ReleaseEdit::activate)).contains(ReleaseEdit.INCOMPLETE);
    assertThat(find(draft)).isEqualTo(draft);
  }

  @Test
  void an_edit_sees_the_release_as_it_is() {
    var release = activated(5);
    releases().stand(release.id(), List.of(ALI), Optional.of(Standing.ALLOWED));
    var seen = new ArrayList<Release>();
    edit(
        release,
        before -> {
          seen.add(before);
          return new Changed(before);
        });
    assertThat(seen).containsExactly(find(release));
  }

  @Test
  void edits_of_one_release_follow_one_another() {
    var release = created(releases().create(Firmware.linked(5), hundredStages(), NO_KEY));
    var edits = AtOnce.run(20, number -> replica(number).edit(release.id(), ReleaseEdit::advance));
    assertThat(edits).allMatch(edit -> edit.orElseThrow() instanceof Changed);
    assertThat(find(release).rollout().stage()).isEqualTo(20);
  }

  @Test
  void when_a_paused_release_goes_on_its_offers_count_from_0() {
    var release = activated(5);
    offer(release, ALI);
    offer(release, ALI);
    edit(release, ReleaseEdit::activate);
    assertThat(times(ALI, release)).containsExactly(2);
    edit(release, before -> ReleaseEdit.pause(before, "a pause"));
    assertThat(times(ALI, release)).containsExactly(2);
    edit(release, ReleaseEdit::activate);
    assertThat(times(ALI, release)).containsExactly(0);
    offer(find(release), ALI);
    assertThat(times(ALI, release)).containsExactly(1);
  }

  @Test
  void an_import_brings_releases_that_are_active_for_all() {
    assertThat(releases().importAll(List.of(Firmware.linked(1), Firmware.linked(2))))
        .isEqualTo(new Imported(2, 0, 0, 0));
    var releases = releases().list(Optional.empty(), Optional.empty(), 0, 9);
    assertThat(releases).extracting(Release::version).containsExactly(1L, 2L);
    assertThat(releases)
        .allSatisfy(release -> {
          assertThat(release.state()).isEqualTo(ReleaseState.ACTIVE);
          assertThat(release.rollout()).isEqualTo(Rollout.toAll());
          assertThat(release.content())
              .isEqualTo(new Content.Link(Firmware.link(release.version())));
          assertThat(release.date()).isEqualTo(Firmware.DATE);
        });
  }

  @Test
  void an_import_updates_links_and_dates_and_leaves_the_rest() {
    var same = activated(1);
    var moved = activated(2);
    edit(moved, before -> ReleaseEdit.pause(before, "a pause"));
    var dated = activated(3);
    var imported =
        releases()
            .importAll(
                List.of(
                    Firmware.linked(1),
                    new NewRelease(
                        Firmware.HARDWARE, 2, Firmware.DATE, "", Optional.of("ftp://new")),
                    new NewRelease(
                        Firmware.HARDWARE, 3, "today", "", Optional.of(Firmware.link(3)))));
    assertThat(imported).isEqualTo(new Imported(0, 2, 1, 0));
    assertThat(find(same)).isEqualTo(same);
    assertThat(find(moved).content()).isEqualTo(new Content.Link("ftp://new"));
    assertThat(find(moved).pausedBecause()).contains("a pause");
    assertThat(find(dated).date()).isEqualTo("today");
    assertThat(find(dated).state()).isEqualTo(ReleaseState.ACTIVE);
  }

  @Test
  void an_import_does_not_replace_parts_by_a_link() {
    var draft = create(1);
    var part = upload(draft, "app.001");
    assertThat(releases().importAll(List.of(Firmware.linked(1))))
        .isEqualTo(new Imported(0, 0, 0, 1));
    assertThat(find(draft).content()).isEqualTo(new Content.Parts(List.of(part)));
  }

  @Test
  void an_import_takes_all_or_nothing() {
    assertThatThrownBy(() -> releases().importAll(List.of(Firmware.linked(1), Firmware.wanted(2))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(releases().list(Optional.empty(), Optional.empty(), 0, 9)).isEmpty();
  }

  @Test
  void imports_at_once_do_not_get_in_each_others_way() {
    var wanted = List.of(Firmware.linked(1), Firmware.linked(2), Firmware.linked(3));
    var imported =
        AtOnce.run(
            6, number -> replica(number).importAll(number % 2 == 0 ? wanted : wanted.reversed()));
    assertThat(imported.stream().mapToInt(Imported::created).sum()).isEqualTo(3);
    assertThat(imported.stream().mapToInt(Imported::unchanged).sum()).isEqualTo(15);
  }

  @Test
  void an_operator_decides_about_a_tracker_and_may_decide_otherwise() {
    var release = create(5);
    assertThat(stand(release, ALI, Standing.DENIED)).isTrue();
    assertThat(stand(release, SARA, Standing.PINNED)).isTrue();
    assertThat(find(release).standings())
        .isEqualTo(Map.of(ALI, Standing.DENIED, SARA, Standing.PINNED));
    stand(release, ALI, Standing.ALLOWED);
    assertThat(releases().stand(release.id(), List.of(SARA), Optional.empty())).isTrue();
    assertThat(releases().stand(release.id(), List.of(SARA), Optional.empty())).isTrue();
    assertThat(find(release).standings()).isEqualTo(Map.of(ALI, Standing.ALLOWED));
  }

  @Test
  void an_operator_decides_about_many_trackers_at_once() {
    var one = create(1);
    var two = create(2);
    stand(one, ALI, Standing.PINNED);
    stand(two, SARA, Standing.DENIED);
    var both = List.of(ALI, SARA, ALI);
    assertThat(releases().stand(two.id(), both, Optional.of(Standing.PINNED))).isTrue();
    assertThat(find(one).standings()).isEmpty();
    assertThat(find(two).standings())
        .isEqualTo(Map.of(ALI, Standing.PINNED, SARA, Standing.PINNED));
    assertThat(releases().stand(two.id(), both, Optional.empty())).isTrue();
    assertThat(find(two).standings()).isEmpty();
  }

  @Test
  void the_last_pin_of_a_hardware_holds() {
    var one = create(1);
    var two = create(2);
    var elsewhere =
        created(
            releases()
                .create(
                    new NewRelease(Firmware.OTHER_HARDWARE, 1, "", "", Optional.empty()),
                    ROLLOUT,
                    NO_KEY));
    stand(one, ALI, Standing.PINNED);
    stand(one, SARA, Standing.PINNED);
    stand(elsewhere, ALI, Standing.PINNED);
    stand(two, ALI, Standing.PINNED);
    assertThat(find(one).standings()).isEqualTo(Map.of(SARA, Standing.PINNED));
    assertThat(find(two).standings()).isEqualTo(Map.of(ALI, Standing.PINNED));
    assertThat(find(elsewhere).standings()).isEqualTo(Map.of(ALI, Standing.PINNED));
  }

  @Test
  void a_pin_leaves_other_decisions_alone() {
    var one = create(1);
    var two = create(2);
    stand(one, ALI, Standing.DENIED);
    stand(two, ALI, Standing.PINNED);
    stand(two, ALI, Standing.PINNED);
    assertThat(find(one).standings()).isEqualTo(Map.of(ALI, Standing.DENIED));
    assertThat(find(two).standings()).isEqualTo(Map.of(ALI, Standing.PINNED));
  }

  @Test
  void of_pins_at_once_one_holds() {
    var drafts = List.of(create(1), create(2), create(3));
    AtOnce.run(
        12,
        number ->
            replica(number)
                .stand(drafts.get(number % 3).id(), List.of(ALI), Optional.of(Standing.PINNED)));
    assertThat(drafts).filteredOn(draft -> !find(draft).standings().isEmpty()).hasSize(1);
  }

  @Test
  void standings_are_told_page_by_page_in_order_of_imeis() {
    var release = create(5);
    for (int number = 5; number > 0; number--) {
      stand(release, Imeis.checked(number), Standing.DENIED);
    }
    var first = releases().standings(release.id(), "", 3);
    assertThat(first.keySet())
        .containsExactly(Imeis.checked(1), Imeis.checked(2), Imeis.checked(3));
    assertThat(releases().standings(release.id(), Imeis.checked(3).digits(), 3).keySet())
        .containsExactly(Imeis.checked(4), Imeis.checked(5));
    assertThat(first).containsEntry(Imeis.checked(1), Standing.DENIED);
  }

  private ReleaseRepository replica(int number) {
    return number % 2 == 0 ? releases() : releasesOfAnotherReplica();
  }

  private Release create(long version) {
    return created(releases().create(Firmware.wanted(version), ROLLOUT, NO_KEY));
  }

  private Release activated(long version) {
    var release = created(releases().create(Firmware.linked(version), Rollout.toAll(), NO_KEY));
    edit(release, ReleaseEdit::activate);
    return find(release);
  }

  private static Release created(ReleaseRepository.Creation creation) {
    assertThat(creation).isInstanceOf(Created.class);
    return ((Created) creation).release();
  }

  private Release find(Release release) {
    return releases().find(release.id()).orElseThrow();
  }

  private Optional<ReleaseEdit> edit(Release release, Function<Release, ReleaseEdit> change) {
    return releases().edit(release.id(), change);
  }

  private boolean stand(Release release, Imei imei, Standing standing) {
    return releases().stand(release.id(), List.of(imei), Optional.of(standing));
  }

  private Part upload(Release release, String name) {
    try {
      var content = new ByteArrayInputStream(new byte[10]);
      var upload = parts().store(release.id(), name, content, 10, Optional.empty());
      return ((PartRepository.Upload.Stored) upload).part();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void offer(Release release, Imei imei) {
    var check = Firmware.check(imei, 0);
    decisions()
        .decide(
            check,
            offers -> Firmware.SELECTOR.decide(check, List.of(release), offers, Firmware.NOW));
  }

  private List<Integer> times(Imei imei, Release release) {
    var present = find(release);
    return offers().of(imei).stream().map(offer -> offer.in(present).times()).toList();
  }

  private static Optional<IdempotencyKey> key(String value, String fingerprint) {
    return Optional.of(new IdempotencyKey(value, fingerprint));
  }

  private static Rollout hundredStages() {
    return Firmware.stages(IntStream.rangeClosed(1, 100).toArray());
  }
}
