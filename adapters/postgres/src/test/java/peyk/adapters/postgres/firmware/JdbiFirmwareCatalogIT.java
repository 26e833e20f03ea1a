package peyk.adapters.postgres.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.adapters.postgres.TestDatabase;
import peyk.domain.Eventually;
import peyk.domain.GrowingTimeout;
import peyk.domain.StorageUnavailableException;
import peyk.domain.firmware.Firmware;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.FirmwareCatalogContract;
import peyk.domain.firmware.PartRepository;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseEdit;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseState;

class JdbiFirmwareCatalogIT extends FirmwareCatalogContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final String LISTENERS =
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'";

  @Override
  protected FirmwareCatalog catalog() {
    return REPLICAS.one().firmwareCatalog();
  }

  @Override
  protected ReleaseRepository releases() {
    return REPLICAS.one().releases();
  }

  @Override
  protected PartRepository parts() {
    return REPLICAS.one().parts();
  }

  @Test
  void what_another_replica_changes_is_here_by_itself() {
    REPLICAS.other().releases().importAll(List.of(Firmware.linked(5)));
    awaitState(catalog(), ReleaseState.ACTIVE);
    pause();
    awaitState(catalog(), ReleaseState.PAUSED);
  }

  @Test
  void what_somebody_changes_by_hand_is_here_by_itself() {
    releases().importAll(List.of(Firmware.linked(5)));
    catalog().refresh();
    REPLICAS.execute("UPDATE firmware_release SET state = 'paused'");
    awaitState(catalog(), ReleaseState.PAUSED);
  }

  @Test
  void a_lost_connection_is_replaced_and_meanwhile_nothing_is_missed() {
    releases().importAll(List.of(Firmware.linked(5)));
    catalog().refresh();
    Eventually.until("somebody listens", () -> !REPLICAS.texts(LISTENERS).isEmpty());
    var before = REPLICAS.texts(LISTENERS);
    REPLICAS.texts("SELECT pg_terminate_backend(pid) FROM (%s) AS listener".formatted(LISTENERS));
    pause();
    awaitState(catalog(), ReleaseState.PAUSED);
    Eventually.until(
        "somebody listens again",
        () -> REPLICAS.texts(LISTENERS).stream().anyMatch(pid -> !before.contains(pid)));
  }

  @Test
  void without_notifications_a_change_is_here_by_itself() {
    try (var deaf = deaf(JdbiFirmwareCatalog.RELIABLE)) {
      REPLICAS.other().releases().importAll(List.of(Firmware.linked(5)));
      awaitState(deaf, ReleaseState.ACTIVE);
      pause();
      awaitState(deaf, ReleaseState.PAUSED);
    }
  }

  @Test
  void what_was_known_long_ago_is_not_relied_upon() throws Exception {
    GrowingTimeout.from(
        SECOND,
        reliable -> {
          try (var catalog = deaf(reliable)) {
            assertThat(catalog.current().of(Firmware.HARDWARE)).isEmpty();
            REPLICAS.goAway();
            try {
              assertThat(catalog.current().of(Firmware.HARDWARE)).isEmpty();
              Eventually.until("it is too long ago", () -> !isReliable(catalog));
              assertThatThrownBy(catalog::refresh).isInstanceOf(StorageUnavailableException.class);
            } finally {
              REPLICAS.comeBack();
            }
            Eventually.until("it is read again", () -> isReliable(catalog));
          }
        });
  }

  @Test
  void before_anything_was_read_nothing_is_known() {
    try (var catalog =
        new JdbiFirmwareCatalog(
            TestDatabase.storage(REPLICAS.one()),
            TestDatabase.connector(REPLICAS.one()),
            JdbiFirmwareCatalog.RELIABLE)) {
      assertThatThrownBy(catalog::current).isInstanceOf(StorageUnavailableException.class);
      catalog.refresh();
      assertThat(catalog.current().of(Firmware.HARDWARE)).isEmpty();
    }
  }

  @Test
  void what_has_not_changed_is_not_read_anew() {
    releases().importAll(List.of(Firmware.linked(5)));
    catalog().refresh();
    var before = catalog().current();
    catalog().refresh();
    assertThat(catalog().current()).isSameAs(before);
    releases().importAll(List.of(Firmware.linked(5)));
    catalog().refresh();
    assertThat(catalog().current()).isSameAs(before);
  }

  private static JdbiFirmwareCatalog deaf(Duration reliable) {
    var catalog =
        new JdbiFirmwareCatalog(
            TestDatabase.storage(REPLICAS.one()),
            () -> {
              throw new SQLException("nobody answers");
            },
            reliable);
    catalog.start();
    return catalog;
  }

  private static void pause() {
    var releases = REPLICAS.other().releases();
    var release = releases.list(Optional.empty(), Optional.empty(), 0, 1).getFirst();
    releases.edit(release.id(), before -> ReleaseEdit.pause(before, "a pause"));
  }

  private static boolean isReliable(FirmwareCatalog catalog) {
    try {
      catalog.current();
      return true;
    } catch (StorageUnavailableException e) {
      return false;
    }
  }

  private static void awaitState(FirmwareCatalog catalog, ReleaseState state) {
    Eventually.until(
        "the release is " + state,
        () ->
            catalog.current().of(Firmware.HARDWARE).stream()
                .map(Release::state)
                .anyMatch(state::equals));
  }
}
