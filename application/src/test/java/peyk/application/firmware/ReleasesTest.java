package peyk.application.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.application.firmware.PrepareRelease.Order;
import peyk.domain.device.Imeis;
import peyk.domain.firmware.Eligibility.Denied;
import peyk.domain.firmware.Firmware;
import peyk.domain.firmware.PartRepository.Upload;
import peyk.domain.firmware.PartRepository.Upload.Stored;
import peyk.domain.firmware.ReleaseEdit.Changed;
import peyk.domain.firmware.ReleaseEdit.Refused;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository.Creation.Created;
import peyk.domain.firmware.ReleaseRepository.Imported;
import peyk.domain.firmware.ReleaseState;
import peyk.domain.firmware.Rollout;
import peyk.domain.firmware.Standing;
import peyk.domain.text.LocalDates;
import peyk.domain.tracker.PlainJsonReader;

/** A release from its draft to its end. */
class ReleasesTest {
  private static final int LONGEST_PART = 1000;

  private final FirmwareWorld world = new FirmwareWorld();
  private final PrepareRelease prepare =
      new PrepareRelease(
          world.firmware.releases(), new LocalDates(ZoneId.of("Asia/Tehran")), world.clock);

  @Test
  void a_release_without_a_date_is_dated_now_in_local_time() {
    assertThat(world.find(draft()).date()).isEqualTo("2026-11-22 13:30:00");
  }

  @Test
  void a_draft_is_offered_to_nobody_and_needs_parts_to_become_active() {
    var id = draft();

    assertThat(world.steer.activate(id).orElseThrow()).isInstanceOf(Refused.class);
    assertThat(world.ask(Imeis.checked(1), 1).offered()).isEmpty();
  }

  @Test
  void a_release_with_its_parts_is_offered_once_it_is_active() throws IOException {
    var id = draft();
    assertThat(putPart(id, "app.001", content(10))).isInstanceOf(Stored.class);

    assertThat(world.steer.activate(id).orElseThrow()).isInstanceOf(Changed.class);
    assertThat(world.ask(Imeis.checked(1), 1).offered()).isPresent();
    assertThat(putPart(id, "app.002", content(10))).isEqualTo(new Upload.NotADraft());
    assertThat(world.firmware.parts().delete(id, "app.001")).isFalse();
  }

  @Test
  void a_part_that_is_too_long_is_not_stored() throws IOException {
    var id = draft();

    assertThat(putPart(id, "app.001", content(LONGEST_PART + 1))).isEqualTo(new Upload.TooLong());
    assertThat(world.steer.activate(id).orElseThrow()).isInstanceOf(Refused.class);
  }

  @Test
  void parts_that_nobody_could_fetch_are_not_activated() throws IOException {
    var id = draft();
    putPart(id, "app.001", content(10));
    var withoutFtp = new ControlRelease(world.firmware.releases(), world.firmware.catalog(), false);

    assertThat(withoutFtp.activate(id).orElseThrow())
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo("parts_not_served"));
    assertThat(world.find(id).state()).isEqualTo(ReleaseState.DRAFT);
  }

  @Test
  void a_paused_release_is_offered_again_when_it_is_resumed_and_never_when_it_is_withdrawn() {
    var id = world.release(Rollout.toAll());

    world.steer.pause(id);
    assertThat(world.ask(Imeis.checked(1), 1).offered()).isEmpty();
    world.steer.activate(id);
    assertThat(world.ask(Imeis.checked(1), 1).offered()).isPresent();
    world.steer.withdraw(id);
    assertThat(world.ask(Imeis.checked(1), 1).offered()).isEmpty();
    assertThat(world.steer.activate(id).orElseThrow()).isInstanceOf(Refused.class);
  }

  @Test
  void a_stage_is_begun_by_hand_as_long_as_there_is_one() {
    var id = world.release(Firmware.stages(1, 100));

    assertThat(world.steer.advance(id).orElseThrow()).isInstanceOf(Changed.class);
    assertThat(world.find(id).rollout().stage()).isEqualTo(1);
    assertThat(world.steer.advance(id).orElseThrow()).isInstanceOf(Refused.class);
  }

  @Test
  void what_an_operator_decides_about_a_tracker_is_explained() {
    var id = world.release(Rollout.toAll());
    world.ask(Imeis.checked(1), 1);

    assertThat(world.steer.stand(id, Imeis.checked(1), Optional.of(Standing.DENIED))).isTrue();

    var explained = world.explainFirmware.explain(Imeis.checked(1)).orElseThrow();
    assertThat(explained.considered().getFirst().finding()).isEqualTo(new Denied());
    assertThat(world.explainFirmware.explain(Imeis.checked(2))).isEmpty();
    assertThat(world.firmware.decisions().all()).hasSize(1);
  }

  @Test
  void there_is_nothing_to_steer_where_there_is_no_release() {
    var none = new ReleaseId(77);

    assertThat(world.steer.activate(none)).isEmpty();
    assertThat(world.steer.rollOut(none, Rollout.toAll())).isEmpty();
    assertThat(world.steer.stand(none, Imeis.checked(1), Optional.empty())).isFalse();
  }

  @Test
  void the_old_catalogue_is_taken_over_as_often_as_one_likes() {
    var importReleases =
        new ImportReleases(
            world.firmware.releases(), world.firmware.catalog(), new PlainJsonReader());
    var file =
        "[{\"id\":1,\"device\":\"7\",\"firmware\":131081,\"rev\":2,\"download_path\":\"ftp://h/1\",\"date\":\"d\"}]";

    assertThat(importReleases.importAll(file))
        .isEqualTo(new ImportReleases.Outcome.Done(new Imported(1, 0, 0, 0)));
    assertThat(importReleases.importAll(file))
        .isEqualTo(new ImportReleases.Outcome.Done(new Imported(0, 0, 1, 0)));
    assertThat(importReleases.importAll(file.replace("h/1", "h/2")))
        .isEqualTo(new ImportReleases.Outcome.Done(new Imported(0, 1, 0, 0)));
    assertThat(world.ask(Imeis.checked(1), 1).offered()).isPresent();
  }

  @Test
  void a_catalogue_with_a_fault_changes_nothing() {
    var importReleases =
        new ImportReleases(
            world.firmware.releases(), world.firmware.catalog(), new PlainJsonReader());
    var file =
        "[{\"device\":7,\"firmware\":1,\"rev\":2,\"download_path\":\"ftp://h\",\"date\":\"\"},{\"device\":\"x\"}]";

    assertThat(importReleases.importAll(file)).isInstanceOf(ImportReleases.Outcome.Unusable.class);
    assertThat(world.ask(Imeis.checked(1), 0).offered()).isEmpty();
  }

  private ReleaseId draft() {
    var order =
        new Order(Firmware.HARDWARE, 200, Optional.empty(), "", Optional.empty(), Rollout.toAll());
    return ((Created) prepare.create(order, Optional.empty())).release().id();
  }

  private static InputStream content(int length) {
    return new ByteArrayInputStream(new byte[length]);
  }

  private Upload putPart(ReleaseId id, String name, InputStream content) throws IOException {
    return world.firmware.parts().store(id, name, content, LONGEST_PART, Optional.empty());
  }
}
