package peyk.adapters.http.console;

import static org.assertj.core.api.Assertions.assertThat;
import static peyk.adapters.http.admin.AdminWorld.IMEI;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.admin.AdminWorld;
import peyk.adapters.http.server.HealthFact;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.Imei;
import peyk.domain.device.InMemoryDeviceLinkGateway;
import peyk.domain.job.FailedJob;
import peyk.domain.job.JobKind;
import peyk.domain.otp.TextCount;

class ConsolePagesTest {
  private static final String TRACKER = "/console/trackers/" + IMEI.digits();

  private AdminWorld world;

  @BeforeEach
  void start() {
    world = AdminWorld.open();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private String page(String path) {
    var reply = world.get(path);
    assertThat(reply.status()).isEqualTo(200);
    return reply.body();
  }

  private String submit(String path, String form) {
    var reply = world.post(path, form, "Origin", "http://localhost:" + world.port());
    assertThat(reply.status()).isEqualTo(303);
    return page(reply.header("Location").orElseThrow());
  }

  @Test
  void when_nothing_is_wrong_the_first_page_says_so() {
    world.health = List.of(new HealthFact("database", HealthFact.State.UP, Map.of()));
    assertThat(page("/")).contains("Nothing is wrong", "Database").doesNotContain("Failed jobs");
  }

  @Test
  void the_first_page_shows_all_that_is_wrong_with_what_to_do() {
    world.health =
        List.of(
            new HealthFact(
                "traccar", HealthFact.State.DEGRADED, Map.of("lastError", "connection refused")));
    world.fleet.failJob(JobKind.UPDATE_DEVICE);
    world.active(100);
    world.post("/admin/firmware/releases/1/pause");
    world.sims.add(IMEI, 30_000, 20_000, 10_000);
    assertThat(page("/"))
        .contains("4 to look at")
        .contains("connection refused")
        .contains("Write changes to Traccar", "Traccar is away", "Try now")
        .contains("/console/rollouts/1", "by an operator")
        .contains("1 day<", "10,000 rials", "/console/trackers/" + IMEI.digits());
  }

  @Test
  void the_live_part_is_the_same_without_the_frame() {
    world.fleet.failJob(JobKind.UPDATE_DEVICE);
    assertThat(page("/console/live/trouble")).startsWith("<div").contains("1 to look at");
  }

  @Test
  void a_failed_job_names_its_tracker_as_soon_as_that_was_listed() {
    var device = world.fleet.tracker.id();
    world.fleet.failJob(JobKind.UPDATE_DEVICE);
    assertThat(page("/")).contains("q=%23" + device).doesNotContain(IMEI.digits());

    world.trackers.add(IMEI, device);

    assertThat(page("/")).contains("href=\"" + TRACKER).doesNotContain("#" + device);
  }

  @Test
  void a_failed_job_is_tried_again() {
    world.fleet.failJob(JobKind.UPDATE_DEVICE);
    var form = "kind=update-device&instance=" + world.fleet.tracker.id();
    assertThat(submit("/console/jobs/retry", form)).contains("It is being tried again.");
    assertThat(submit("/console/jobs/retry", "kind=update-device&instance=99"))
        .contains("It has succeeded meanwhile.");
  }

  @Test
  void a_parked_job_is_told_from_one_that_is_tried_again() {
    world.fleet.failJob(JobKind.UPDATE_DEVICE);
    assertThat(page("/")).contains("next try").doesNotContain(">parked<");

    world.fleet.failedJobs.fail(
        new FailedJob(
            JobKind.WELCOME_ACCOUNT,
            "7",
            20,
            world.clock.now(),
            Optional.empty(),
            Optional.empty()));

    assertThat(page("/")).contains("next try", ">parked<");
  }

  @Test
  void texts_are_drawn_by_the_hour_and_by_the_day() {
    assertThat(page("/console/money")).contains("No texts were sent.").doesNotContain("<svg");

    var hour = world.clock.now().truncatedTo(ChronoUnit.HOURS);
    world.texts.add(Map.of(hour, new TextCount(40, 2, 1, 33_600)));
    world.texts.add(Map.of(hour.minus(Duration.ofDays(40)), new TextCount(7_777, 0, 0, 0)));

    assertThat(page("/console/money"))
        .contains("<svg class=\"bars\"", "at most 42", "33,600 rials", ">39<")
        .doesNotContain("7,7");
  }

  @Test
  void of_two_sims_the_one_that_runs_dry_first_comes_first() {
    world.sims.add(IMEI, 60_000, 50_000, 40_000);
    world.sims.add(new Imei("867717033890527"), 120_000, 90_000, 45_000);
    var page = page("/");
    assertThat(page.indexOf("867717033890527")).isBetween(1, page.indexOf(IMEI.digits()));
  }

  @Test
  void a_tracker_is_found_by_its_imei_its_name_its_owner_and_traccars_id() {
    new InMemoryDeviceLinkGateway(world.fleet.devices)
        .link(world.fleet.owner.id(), world.fleet.tracker.id());
    assertThat(world.get("/console/trackers?q=" + IMEI.digits()).header("Location"))
        .contains(TRACKER);
    assertThat(world.get("/console/trackers?q=%231").header("Location")).contains(TRACKER);
    assertThat(page("/console/trackers?q=A+CAR")).contains(TRACKER, "a car", "TYNOR-T950");
    assertThat(page("/console/trackers?q=0912+345+6789")).contains(TRACKER);
    assertThat(page("/console/trackers?q=nobody")).contains("No tracker was found.");
  }

  @Test
  void the_page_of_a_tracker_tells_what_happened_and_why_it_gets_no_firmware() {
    world.sims.add(IMEI, 90_000, 60_000, 30_000);
    world.active(100);
    world.put("/admin/firmware/releases/1/trackers/" + IMEI.digits(), "{\"standing\":\"denied\"}");
    world.ask(IMEI, 7);
    world.fleet.answer(AnswerKind.VERSION, "VERSION:7 MODEL:95/2");
    world.fleet.hear("PASS:hunter2");
    world.fleet.failJob(JobKind.UPDATE_DEVICE);
    assertThat(page(TRACKER))
        .contains("a car", "online", "09123456789", IMEI.digits())
        .contains("30,000 rials", "1 day<", "<polyline")
        .contains("on the deny list", "denied")
        .contains("VERSION:7 MODEL:95/2", "waits")
        .contains("Write changes to Traccar")
        .contains("<div>password <span class=\"faint\">not shown: it may hold a password</span>")
        .doesNotContain("hunter2", "<code dir=\"ltr\">[redacted]");
  }

  @Test
  void while_traccar_is_away_the_rest_of_the_page_is_there() {
    world.sims.add(IMEI, 90_000, 60_000);
    world.loseTraccar();
    assertThat(page(TRACKER)).contains("Traccar cannot be asked", "60,000 rials");
    assertThat(world.get("/console/trackers?q=name").status()).isEqualTo(503);
  }

  @Test
  void a_part_that_cannot_be_made_says_so_in_its_place() {
    world.failStorage(new StorageUnavailableException("away", new IllegalStateException()));
    var reply = world.get("/console/live/trouble", "HX-Request", "true");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body()).startsWith("<h1>").contains("The database cannot be asked.");
    assertThat(world.get("/console/sign-in").body())
        .contains("&quot;code&quot;:&quot;.*&quot;,&quot;swap&quot;:true");
  }

  @Test
  void a_bug_is_answered_by_a_page_with_the_id_under_which_the_log_has_the_reason() {
    world.failStorage(new IllegalStateException("a secret reason"));
    var reply = world.get("/", "X-Request-Id", "my-request-1");
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.header("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(reply.header("Content-Security-Policy")).isPresent();
    assertThat(reply.body())
        .contains("This is a fault of Peyk.", "my-request-1</code>", "</nav>")
        .doesNotContain("a secret reason");
  }

  @Test
  void without_a_database_the_page_says_so() {
    world.failStorage(new StorageUnavailableException("away", new IllegalStateException()));
    var reply = world.get("/");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body()).contains("The database cannot be asked.");
  }

  @Test
  void what_does_not_exist_is_said_as_a_page() {
    for (var path :
        List.of("/console/trackers/867717033890999", "/console/trackers/x", "/console/nothing")) {
      var reply = world.get(path);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.body()).startsWith("<!DOCTYPE html>");
    }
  }

  @Test
  void a_command_is_ordered_once() {
    assertThat(submit(TRACKER + "/command", "command=getver"))
        .contains("The command is ordered.", "<code dir=\"ltr\">getver</code>", "to be sent");
    assertThat(submit(TRACKER + "/command", "command=getver"))
        .contains("The same command is under way already.");
    assertThat(submit(TRACKER + "/command", "command=%D8%A7"))
        .contains("Such a command would not reach the tracker");
    assertThat(world.get("/admin/commands").at("items")).hasSize(1);
  }

  @Test
  void provisioning_begins_anew() {
    assertThat(submit(TRACKER + "/provision", ""))
        .contains("Provisioning has begun anew.", "waits");
  }

  @Test
  void a_tracker_is_pinned_and_released_again() {
    world.active(100);
    world.ask(IMEI, 7);
    assertThat(submit(TRACKER + "/standing", "release=1&standing=pinned"))
        .contains("The decision holds from now on.", "pinned to it");
    assertThat(submit(TRACKER + "/standing", "release=1&standing=none"))
        .doesNotContain("pinned to it");
    assertThat(submit(TRACKER + "/standing", "release=9&standing=denied"))
        .contains("There is no such release any more.");
  }

  @Test
  void a_form_that_cannot_be_read_changes_nothing() {
    for (var form : List.of("", "command=", "command=%zz", "x".repeat(20_000))) {
      var reply =
          world.post(TRACKER + "/command", form, "Origin", "http://localhost:" + world.port());
      assertThat(reply.status()).isIn(400, 413);
    }
    assertThat(world.get("/admin/commands").at("items")).isEmpty();
  }

  @Test
  void in_persian_the_page_runs_from_right_to_left_with_persian_digits() {
    world.sims.add(IMEI, 90_000, 60_000);
    var page = world.get(TRACKER, "Accept-Language", "fa-IR,fa;q=0.9").body();
    assertThat(page)
        .contains("<html lang=\"fa\" dir=\"rtl\">", "۶۰٬۰۰۰ ریال", "ردیاب‌ها")
        .contains("<code dir=\"ltr\">" + IMEI.digits());
    var reply =
        world.post(
            "/console/language",
            "language=fa&next=/console/trackers",
            "Origin",
            "http://localhost:" + world.port());
    assertThat(reply.header("Location")).contains("/console/trackers");
    assertThat(reply.header("Set-Cookie").orElseThrow()).startsWith("peyk-language=fa;");
  }

  @Test
  void whatever_others_say_is_shown_as_it_is() {
    var evil = "<script>alert('x')</script>\"onload=\"x";
    world.health =
        List.of(new HealthFact("traccar", HealthFact.State.DEGRADED, Map.of("lastError", evil)));
    world.fleet.failedJobs.fail(
        new FailedJob(
            JobKind.READ_USSD,
            evil,
            1,
            world.clock.now(),
            Optional.of(world.clock.now()),
            Optional.of(evil)));
    world.fleet.devices.change(
        world.fleet.tracker.id(), device -> device.named(evil).ofModel(evil).with(evil, evil));
    world.fleet.hear(evil);
    world.post(
        "/admin/commands",
        "{\"imei\":\"" + IMEI.digits() + "\",\"command\":\"<script>alert('x')</script>\"}");
    world.sims.addNumber(IMEI, evil);
    for (var path :
        List.of(
            "/",
            "/console/live/trouble",
            TRACKER,
            "/console/trackers?q=script",
            "/console/trackers?q=" + View.encoded(evil),
            "/console/login?next=" + View.encoded(evil),
            "/?said=" + View.encoded(evil),
            "/console/" + View.encoded(evil).replace("+", "%20"))) {
      assertThat(world.get(path).body()).doesNotContain("<script>", "\"onload=");
    }
    assertThat(page(TRACKER)).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
  }
}
