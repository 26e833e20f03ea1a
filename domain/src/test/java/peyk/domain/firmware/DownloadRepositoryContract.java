package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.firmware.DownloadRepository.PartDownloads;

/** What every {@link DownloadRepository} does, whatever it is made of. */
public abstract class DownloadRepositoryContract {
  private static final ReleaseId RELEASE = new ReleaseId(1);

  /** No downloads at first. */
  protected abstract DownloadRepository downloads();

  @Test
  void nothing_is_known_of_parts_that_nobody_fetched() {
    assertThat(downloads().of(RELEASE)).isEmpty();
  }

  @Test
  void downloads_are_counted_by_part_and_by_how_they_ended() {
    downloads().add(RELEASE, "app.002", false);
    downloads().add(RELEASE, "app.001", true);
    downloads().add(RELEASE, "app.001", false);
    downloads().add(RELEASE, "app.001", true);
    assertThat(downloads().of(RELEASE))
        .containsExactly(new PartDownloads("app.001", 2, 1), new PartDownloads("app.002", 0, 1));
  }

  @Test
  void each_release_has_downloads_of_its_own() {
    downloads().add(RELEASE, "app.001", true);
    downloads().add(new ReleaseId(2), "app.001", false);
    assertThat(downloads().of(RELEASE)).containsExactly(new PartDownloads("app.001", 1, 0));
  }

  @Test
  void downloads_that_end_at_once_are_all_counted() {
    AtOnce.run(
        20,
        number -> {
          downloads().add(RELEASE, "app.001", number % 4 == 0);
          return number;
        });
    assertThat(downloads().of(RELEASE)).containsExactly(new PartDownloads("app.001", 5, 15));
  }
}
