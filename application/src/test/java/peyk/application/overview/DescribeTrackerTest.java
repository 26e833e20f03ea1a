package peyk.application.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.application.device.LocateTracker.Location;
import peyk.application.firmware.OfferFirmware;
import peyk.application.intake.IntakeLimits;
import peyk.application.overview.FirmwareOverview.Decided;
import peyk.application.overview.ServiceOverview.Answer;
import peyk.application.overview.ServiceOverview.Progress;
import peyk.application.overview.TrackerOverview.Owner;
import peyk.application.overview.TrackerOverview.Who;
import peyk.domain.ClientAddress;
import peyk.domain.account.AccountId;
import peyk.domain.command.CommandState;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.Attributes;
import peyk.domain.device.DevicePatch;
import peyk.domain.device.Imeis;
import peyk.domain.firmware.Firmware;
import peyk.domain.firmware.NewRelease;
import peyk.domain.firmware.Offer;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.Standing;
import peyk.domain.job.FailedJob;
import peyk.domain.job.JobKind;
import peyk.domain.sim.SimStatus;
import peyk.domain.tracker.InMemoryKnownTrackers;
import peyk.domain.tracker.OperatorRedaction;
import peyk.domain.tracker.TrackerEvent;

class DescribeTrackerTest {
  private final OverviewWorld world = new OverviewWorld();

  @Test
  void a_tracker_is_what_traccar_says_without_its_password() {
    assertThat(world.describe().location())
        .isInstanceOfSatisfying(
            Location.Found.class,
            known -> {
              assertThat(known.device().id()).isEqualTo(world.tracker.id());
              assertThat(known.device().name()).isEqualTo("a tracker");
              assertThat(known.device().model()).contains("TYNOR-T950");
              assertThat(known.device().attributes())
                  .containsEntry(Attributes.DEVICE_PASSWORD, OperatorRedaction.REDACTED)
                  .containsEntry(Attributes.ASSIGNEE, world.owner.id().value());
            });
  }

  @Test
  void a_tracker_of_which_nobody_knows_is_none() {
    assertThat(world.describe.describe(Imeis.checked(2))).isEmpty();
  }

  @Test
  void a_tracker_that_only_traccar_knows_has_nothing_else() {
    var overview = world.describe();
    assertThat(overview.sim()).isEmpty();
    assertThat(overview.firmware()).isEmpty();
    var service = world.service();
    assertThat(service.provisioning()).isEmpty();
    assertThat(service.commands()).isEmpty();
    assertThat(service.answers()).isEmpty();
    assertThat(service.patches()).isEmpty();
    assertThat(service.failedJobs()).isEmpty();
    assertThat(service.claim().pending()).isEmpty();
  }

  @Test
  void its_owner_is_told_with_the_login() {
    assertThat(world.describe().owner())
        .contains(new Owner(world.owner.id(), new Who.Known(world.owner.login())));
    world.accounts.remove(world.owner.id());
    assertThat(world.describe().owner()).contains(new Owner(world.owner.id(), new Who.Gone()));
  }

  @Test
  void the_owner_whom_a_patch_makes_is_the_owner_before_it_is_written() {
    var next = world.accounts.add("09120000002");
    world.changes.add(world.tracker.id(), DevicePatch.assign(next.id()));
    assertThat(world.describe().owner())
        .contains(new Owner(next.id(), new Who.Known(next.login())));
  }

  @Test
  void a_claim_on_its_way_is_told() {
    var claims = world.changes.claims();
    claims.open(
        claims.find(world.tracker.id()), new AccountId(5), Optional.empty(), world.clock.now());
    assertThat(world.service().claim().pending())
        .map(pending -> pending.owner())
        .contains(new AccountId(5));
  }

  @Test
  void the_sim_is_told_with_its_balance() {
    world.tellBalance(500);
    assertThat(world.describe().sim())
        .map(outlook -> outlook.status().balance())
        .contains(Optional.of(new SimStatus.Balance(500, world.clock.now())));
  }

  @Test
  void commands_are_told_the_latest_first_with_their_answers() {
    var version = world.send("getver");
    var answeredAt = world.hear("VERSION:2.1.0d MODEL:95/2");
    world.handle(AnswerKind.VERSION);
    world.send("getimsi");
    world.hear("something else");

    var commands = world.service().commands();
    assertThat(commands)
        .extracting(asked -> asked.command().text().value())
        .containsExactly("getimsi", "getver");
    assertThat(commands.getFirst().answer()).isEmpty();
    assertThat(commands.getLast().command().state()).isEqualTo(CommandState.ANSWERED);
    assertThat(commands.getLast().command().id()).isEqualTo(version.id());
    assertThat(commands.getLast().answer())
        .contains(
            new Answer(
                answeredAt,
                answeredAt,
                Optional.of(answeredAt),
                AnswerKind.VERSION,
                "VERSION:2.1.0d MODEL:95/2"));
  }

  @Test
  void an_answer_that_came_at_the_same_time_is_not_taken_for_another_commands() {
    world.send("getver");
    world.hear("VERSION:2.1.0d MODEL:95/2");
    world.handle(AnswerKind.VERSION);
    world
        .changes
        .inbox()
        .store(
            List.of(
                new TrackerEvent(
                    77, world.tracker.id(), world.clock.now(), "IMSI:432117033890519")));
    assertThat(world.service().commands().getFirst().answer())
        .map(Answer::kind)
        .contains(AnswerKind.VERSION);
  }

  @Test
  void answers_are_told_the_latest_first_without_passwords_and_not_at_any_length() {
    world.hear("PASS:hunter2");
    world.handle(AnswerKind.PASSWORD);
    world.hear("x".repeat(5000));
    assertThat(world.service().answers())
        .extracting(Answer::text)
        .containsExactly("x".repeat(500) + "…", OperatorRedaction.REDACTED);
    assertThat(world.service().answers())
        .extracting(Answer::kind)
        .containsExactly(AnswerKind.OTHER, AnswerKind.PASSWORD);
    assertThat(world.service().answers())
        .extracting(answer -> answer.handledAt().isPresent())
        .containsExactly(false, true);
  }

  @Test
  void no_list_is_longer_than_ten() {
    for (int i = 0; i < 30; i++) {
      world.order("command " + i);
      world.hear("answer " + i);
      world.changes.add(world.tracker.id(), new DevicePatch(Map.of("a", i), List.of()));
    }
    var service = world.service();
    assertThat(service.commands()).hasSize(10);
    assertThat(service.commands().getFirst().command().text().value()).isEqualTo("command 29");
    assertThat(service.answers()).hasSize(10);
    assertThat(service.answers().getFirst().text()).isEqualTo("answer 29");
    assertThat(service.patches()).hasSize(10);
    assertThat(service.patches().getFirst().set()).containsEntry("a", 0);
  }

  @Test
  void patches_are_told_however_many_answers_wait_before_them() {
    for (int i = 0; i < 100; i++) {
      world.hear("answer " + i);
    }
    var patch = new DevicePatch(Map.of("a", "1"), List.of());
    world.changes.add(world.tracker.id(), patch);
    assertThat(world.service().patches()).containsExactly(patch);
  }

  @Test
  void how_far_it_has_been_provisioned_is_told_with_the_present_question() {
    world.provisionings.restart(world.tracker.id(), world.clock.now());
    var begun = world.provisionings.find(world.tracker.id()).orElseThrow();
    assertThat(world.service().provisioning()).contains(new Progress(begun, Optional.empty()));
    var command = world.order("getver");
    var asking = begun.asking(command.id());
    world.provisionings.save(begun, asking);
    assertThat(world.service().provisioning()).contains(new Progress(asking, Optional.of(command)));
  }

  @Test
  void failed_jobs_of_the_device_are_told() {
    var job = failedJob(JobKind.UPDATE_DEVICE, world.tracker.id().toString());
    world.failedJobs.fail(job);
    world.failedJobs.fail(failedJob(JobKind.UPDATE_DEVICE, "4711"));
    world.failedJobs.fail(failedJob(JobKind.READ_USSD, world.tracker.id().toString()));
    assertThat(world.service().failedJobs()).containsExactly(job);
  }

  private FailedJob failedJob(JobKind kind, String instance) {
    var now = world.clock.now();
    return new FailedJob(kind, instance, 1, now, Optional.of(now), Optional.of("Traccar is away"));
  }

  @Test
  void firmware_is_told_by_what_it_asked_and_by_what_was_decided_about_it() {
    var release = release(100);
    world
        .firmware
        .releases()
        .stand(release, List.of(OverviewWorld.IMEI), Optional.of(Standing.ALLOWED));
    new OfferFirmware(
            world.firmware.catalog(),
            world.firmware.decisions(),
            Firmware.SELECTOR,
            IntakeLimits.none(),
            new InMemoryKnownTrackers(),
            world.clock)
        .offer(Firmware.check(OverviewWorld.IMEI, 7), new ClientAddress("192.0.2.1"));

    var firmware = world.describe().firmware().orElseThrow();
    assertThat(firmware.lastCheck()).map(check -> check.check().version()).contains(7L);
    assertThat(firmware.lastCheck()).map(check -> check.offered()).contains(true);
    assertThat(firmware.offers()).extracting(Offer::release).containsExactly(release);
    assertThat(firmware.standings()).containsExactly(new Decided(release, 100, Standing.ALLOWED));
  }

  private ReleaseId release(long version) {
    var releases = world.firmware.releases();
    releases.importAll(
        List.of(
            new NewRelease(
                Firmware.HARDWARE,
                version,
                Firmware.DATE,
                "",
                Optional.of(Firmware.link(version)))));
    return releases.all().getFirst().id();
  }

  @Test
  void while_traccar_is_away_all_that_is_known_without_it_is_told() {
    world.tellBalance(500);
    world.order("getver");
    world.loseTraccar();
    var overview = world.describe();
    assertThat(overview.location())
        .isEqualTo(new Location.Unavailable(Optional.of(world.tracker.id())));
    assertThat(overview.sim()).isPresent();
    assertThat(overview.service().orElseThrow().commands()).hasSize(1);
    assertThat(overview.owner()).isEmpty();
    world.changes.add(world.tracker.id(), DevicePatch.assign(world.owner.id()));
    assertThat(world.describe().owner())
        .contains(new Owner(world.owner.id(), new Who.Unavailable()));
  }

  @Test
  void while_traccar_is_away_nobody_is_said_not_to_exist() {
    world.loseTraccar();
    var overview = world.describe.describe(Imeis.checked(2)).orElseThrow();
    assertThat(overview.location()).isEqualTo(new Location.Unavailable(Optional.empty()));
    assertThat(overview.service()).isEmpty();
  }

  @Test
  void a_traccar_that_goes_away_half_way_costs_no_more_than_the_login() {
    world.accounts.outage().begin();
    var overview = world.describe();
    assertThat(overview.location()).isInstanceOf(Location.Found.class);
    assertThat(overview.owner()).contains(new Owner(world.owner.id(), new Who.Unavailable()));
  }

  @Test
  void a_tracker_that_traccar_has_lost_is_known_by_what_it_told() {
    world.tellBalance(500);
    world.devices.remove(world.tracker.id());
    var overview = world.describe();
    assertThat(overview.location()).isEqualTo(new Location.Absent());
    assertThat(overview.sim()).isPresent();
    assertThat(overview.service()).isEmpty();
  }
}
