package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peyk.domain.Eventually;

/** A Postgres with a standby that follows it synchronously, and takes over. */
class FailoverIT {
  @TempDir private Path first;
  @TempDir private Path second;
  private OwnPostgres primary;
  private OwnPostgres standby;
  private Neighbourhood around;
  private RunningService service;
  private BusyClients clients;

  @BeforeEach
  void start() {
    primary = OwnPostgres.start(first);
    standby = primary.standby(second);
    var both = "localhost:%d,localhost:%d".formatted(standby.port(), primary.port());
    around = new Neighbourhood(OwnPostgres.config(both), 8);
    service = RunningService.start(around, Map.of());
    service.awaitReady();
    clients = new BusyClients(around, service.port());
    clients.phone("09121110001", around.fleet.trackers().subList(0, 3));
    clients.phone("09121110002", around.fleet.trackers().subList(3, 6));
    clients.tracker(around.fleet.tracker(6).imei());
    clients.tracker(around.fleet.tracker(7).imei());
  }

  @AfterEach
  void stop() {
    clients.close();
    service.close();
    around.close();
    standby.close();
    primary.close();
  }

  @Test
  void what_was_acknowledged_is_on_the_standby_which_serves_soon() throws InterruptedException {
    Eventually.until("clients are served", clients::haveBegun);

    primary.kill();
    int refused = clients.answers().with(503);
    Eventually.until("health says so", () -> !service.isReady());
    Eventually.until("clients are told", () -> clients.answers().with(503) > refused);
    var begun = System.nanoTime();
    standby.promote();

    service.awaitReady();
    int served = clients.answers().with(200);
    Eventually.until("clients are served", () -> clients.answers().with(200) > served + 20);
    Figures.since("normal after a standby was promoted", begun);
    clients.stop();
    assertThat(clients.answers().bad()).isEmpty();
    Eventually.until("registrations are finished", () -> clients.unnamed() == 0);
    clients.assertKept(standby.jdbi());
  }
}
