package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.device.Imeis;

/** What every {@link FirmwareCatalog} does, whatever it is made of. */
public abstract class FirmwareCatalogContract {
  protected abstract FirmwareCatalog catalog();

  /** The releases of the same memory, none at first. */
  protected abstract ReleaseRepository releases();

  protected abstract PartRepository parts();

  @Test
  void without_releases_there_is_nothing_for_anybody() {
    assertThat(refreshed().of(Firmware.HARDWARE)).isEmpty();
    assertThat(refreshed().fetchable()).isEmpty();
  }

  @Test
  void releases_are_told_by_hardware_the_newest_first() {
    releases().importAll(List.of(Firmware.linked(2), Firmware.linked(10), Firmware.linked(9)));
    assertThat(refreshed().of(Firmware.HARDWARE))
        .extracting(Release::version)
        .containsExactly(10L, 9L, 2L);
    assertThat(refreshed().of(Firmware.OTHER_HARDWARE)).isEmpty();
  }

  @Test
  void a_release_is_told_as_the_repository_has_it() throws IOException {
    var draft = create(5);
    upload(draft, "app.002");
    upload(draft, "app.001");
    releases().stand(draft, List.of(Imeis.checked(1)), Optional.of(Standing.DENIED));
    releases().stand(draft, List.of(Imeis.checked(2)), Optional.of(Standing.PINNED));
    var release = releases().find(draft).orElseThrow();
    assertThat(release.content())
        .isInstanceOfSatisfying(
            Content.Parts.class,
            content ->
                assertThat(content.parts())
                    .extracting(Part::name)
                    .containsExactly("app.001", "app.002"));
    assertThat(refreshed().of(Firmware.HARDWARE)).containsExactly(release);
  }

  @Test
  void whatever_changes_is_there_when_the_catalogue_was_refreshed() throws IOException {
    var draft = create(5);
    assertThat(told().state()).isEqualTo(ReleaseState.DRAFT);
    upload(draft, "app.001");
    assertThat(((Content.Parts) told().content()).parts()).hasSize(1);
    releases().edit(draft, ReleaseEdit::activate);
    assertThat(told().state()).isEqualTo(ReleaseState.ACTIVE);
    assertThat(refreshed().fetchable()).extracting(Release::id).containsExactly(draft);
    releases().edit(draft, release -> ReleaseEdit.pause(release, "a pause"));
    assertThat(told().pausedBecause()).contains("a pause");
    releases().stand(draft, List.of(Imeis.checked(1)), Optional.of(Standing.ALLOWED));
    assertThat(told().standings()).isEqualTo(Map.of(Imeis.checked(1), Standing.ALLOWED));
    releases().stand(draft, List.of(Imeis.checked(1)), Optional.empty());
    assertThat(told().standings()).isEmpty();
    releases().edit(draft, ReleaseEdit::withdraw);
    assertThat(refreshed().fetchable()).isEmpty();
  }

  @Test
  void a_part_that_is_removed_is_gone() throws IOException {
    var draft = create(5);
    upload(draft, "app.001");
    assertThat(((Content.Parts) told().content()).parts()).hasSize(1);
    parts().delete(draft, "app.001");
    assertThat(((Content.Parts) told().content()).parts()).isEmpty();
  }

  private Releases refreshed() {
    catalog().refresh();
    return catalog().current();
  }

  /** The only release. */
  private Release told() {
    return refreshed().of(Firmware.HARDWARE).getFirst();
  }

  private ReleaseId create(long version) {
    var creation = releases().create(Firmware.wanted(version), Rollout.toAll(), Optional.empty());
    return ((ReleaseRepository.Creation.Created) creation).release().id();
  }

  private void upload(ReleaseId release, String name) throws IOException {
    var content = new ByteArrayInputStream(new byte[10]);
    assertThat(parts().store(release, name, content, 10, Optional.empty()))
        .isInstanceOf(PartRepository.Upload.Stored.class);
  }
}
