package peyk.adapters.http.console;

import static org.assertj.core.api.Assertions.assertThat;
import static peyk.adapters.http.admin.AdminWorld.IMEI;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.admin.AdminWorld;
import peyk.domain.ClientAddress;
import peyk.domain.StorageUnavailableException;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpRequest;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsReference;

/** Rollouts, schedules and commands, the sign-in of a phone, texts and money. */
class ConsoleWorkTest {
  private static final PhoneNumber PHONE = new PhoneNumber("+989123456789", "09123456789");

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

  private AdminWorld.Reply post(String path, String form) {
    return world.post(path, form, "Origin", "http://localhost:" + world.port());
  }

  private String submit(String path, String form) {
    var reply = post(path, form);
    assertThat(reply.status()).isEqualTo(303);
    return page(reply.header("Location").orElseThrow());
  }

  @Test
  void a_rollout_shows_its_stages_its_bars_and_the_reason_of_its_pause() {
    world.active(100);
    world.ask(IMEI, 7);
    world.post("/admin/firmware/releases/1/pause");
    assertThat(page("/console/rollouts"))
        .contains("/console/rollouts/1", "paused", "by an operator");
    assertThat(page("/console/rollouts/1"))
        .contains("Firmware 100", "100 %", "1 offered · 0 have it · 0 failing", "<rect")
        .contains(IMEI.digits(), "inside the rollout", "by an operator")
        .contains("/console/rollouts/1/activate", "/console/rollouts/1/withdraw");
    assertThat(world.get("/console/rollouts/2").status()).isEqualTo(404);
    assertThat(world.get("/console/rollouts/x").status()).isEqualTo(404);
  }

  @Test
  void a_rollout_is_paused_resumed_and_withdrawn_for_good() {
    world.active(100);
    assertThat(submit("/console/rollouts/1/pause", "")).contains("Done.", "paused");
    assertThat(submit("/console/rollouts/1/activate", "")).contains("Done.", "active");
    assertThat(submit("/console/rollouts/1/advance", ""))
        .contains("The rollout is in its last stage.");
    assertThat(submit("/console/rollouts/1/withdraw", "")).contains("Done.", "withdrawn");
    assertThat(submit("/console/rollouts/1/activate", ""))
        .contains("The release is withdrawn for good.");
  }

  @Test
  void a_schedule_is_paused_resumed_and_run() {
    assertThat(page("/console/schedules")).contains("passwords", "getpass");
    assertThat(submit("/console/schedules/passwords/pause", ""))
        .contains("Done.", "/passwords/resume");
    assertThat(submit("/console/schedules/passwords/resume", "")).contains("/passwords/pause");
    assertThat(submit("/console/schedules/passwords/run", ""))
        .contains("The schedule has begun.", "under way");
    assertThat(submit("/console/schedules/passwords/run", ""))
        .contains("The schedule is being carried out already.");
    assertThat(post("/console/schedules/nobody/run", "").status()).isEqualTo(404);
    assertThat(post("/console/schedules/%3Cb%3E/pause", "").status()).isEqualTo(404);
  }

  @Test
  void a_command_names_its_tracker_as_soon_as_that_was_listed() {
    var tracker = "/console/trackers/" + IMEI.digits();
    submit(tracker + "/command", "command=getimsi");
    assertThat(page("/console/schedules")).doesNotContain(IMEI.digits());

    world.trackers.add(IMEI, world.fleet.tracker.id());

    assertThat(page("/console/schedules")).contains("href=\"" + tracker).doesNotContain(">#");
  }

  @Test
  void commands_are_listed_by_state_and_cancelled() {
    submit("/console/trackers/" + IMEI.digits() + "/command", "command=getimsi");
    assertThat(page("/console/schedules"))
        .contains(
            "<code dir=\"ltr\">getimsi</code>", "by an operator", "/console/commands/1/cancel");
    assertThat(page("/console/schedules?state=sent")).doesNotContain("getimsi</code>");
    assertThat(submit("/console/commands/1/cancel", "")).contains("The command will not be sent.");
    assertThat(page("/console/schedules?state=cancelled")).contains("getimsi</code>");
    assertThat(world.get("/console/schedules?before=x").status()).isEqualTo(404);
    assertThat(post("/console/commands/9/cancel", "").status()).isEqualTo(404);
  }

  private void guess(int times) {
    var request =
        new OtpRequest(UUID.randomUUID(), PHONE, new ClientAddress("192.0.2.1"), world.clock.now());
    world.otpRequests.reserve(
        request,
        world.otp.limits().requests(),
        history ->
            world.otp.decide(
                history,
                world.clock.now(),
                new ChallengeId(UUID.randomUUID()),
                new SmsReference(UUID.randomUUID())));
    for (int i = 0; i < times; i++) {
      world.otpChallenges.attempt(
          PHONE, world.otp.limits(), id -> false, world.clock.now(), world.clock.now());
    }
  }

  @Test
  void why_a_phone_gets_no_code_is_told_and_it_is_unlocked() {
    guess(3);
    var page = post("/console/sign-in", "phone=%2B98+912+345+6789").body();
    assertThat(page)
        .contains("no code now", "Locked: too many wrong codes: 3")
        .contains("Too many requests of this phone: 1")
        .contains("burnt: too many wrong tries", "3 of 3", "Forgive the wrong codes");
    var unlocked = post("/console/sign-in/unlock", "phone=09123456789").body();
    assertThat(unlocked)
        .contains("The wrong codes are forgiven.")
        .doesNotContain("Locked:", "Forgive the wrong codes");
    world.clock.pass(Duration.ofSeconds(121));
    assertThat(post("/console/sign-in", "phone=09123456789").body())
        .contains("yes, a code would be sent");
  }

  @Test
  void a_phone_number_stands_in_no_address() {
    assertThat(page("/console/sign-in?phone=09123456789")).doesNotContain("09123456789");
    assertThat(post("/console/sign-in", "phone=123").body())
        .contains("This is no mobile number of an allowed country.");
    assertThat(post("/console/sign-in", "phone=%3Cscript%3E").body())
        .contains("&lt;script&gt;")
        .doesNotContain("<script>");
    assertThat(post("/console/sign-in", "phone=09123456780").body())
        .contains("None in the last day.");
  }

  @Test
  void the_credit_is_read_after_the_page_is_there() {
    world.sms.credit(1_234_567);
    world.sims.add(IMEI, 90_000, 60_000, 30_000);
    assertThat(page("/console/money"))
        .contains("hx-get=\"/console/live/credit\"", IMEI.digits(), "1 day<")
        .doesNotContain("1,234,567");
    assertThat(page("/console/live/credit")).contains("1,234,567 rials");
    world.sms.refuseKey();
    assertThat(page("/console/live/credit")).contains("the gateway refuses the key");
    world.sms.outage().begin();
    assertThat(page("/console/live/credit")).contains("the gateway cannot be asked");
  }

  @Test
  void whatever_others_say_is_shown_as_it_is_here_too() {
    var evil = "<script>alert('x')</script>";
    world.post(
        AdminWorld.RELEASES,
        "{\"type\":7,\"revision\":2,\"version\":100,\"notes\":\""
            + evil
            + "\",\"link\":\"ftp://x/"
            + evil.replace("'", "")
            + "\"}");
    world.post(
        "/admin/commands", "{\"imei\":\"" + IMEI.digits() + "\",\"command\":\"" + evil + "\"}");
    for (var path :
        List.of(
            "/console/rollouts",
            "/console/rollouts/1",
            "/console/schedules",
            "/console/schedules?state=" + View.encoded(evil),
            "/console/money",
            "/console/sign-in")) {
      assertThat(page(path)).doesNotContain("<script>");
    }
    assertThat(page("/console/rollouts/1")).contains("&lt;script&gt;alert");
  }

  private List<String> trail() {
    return world
        .get("/admin/audit")
        .at("items")
        .valueStream()
        .map(entry ->
            entry.path("by").asText()
                + " "
                + entry.path("route").asText()
                + " "
                + entry.path("what").asText()
                + " "
                + entry.path("outcome").asText("open"))
        .toList();
  }

  @Test
  void a_change_leaves_an_entry_in_the_audit_trail_and_looking_leaves_none() {
    page("/");
    post("/console/sign-in", "phone=09123456789");
    assertThat(trail()).isEmpty();

    world.active(100);
    submit("/console/rollouts/1/pause", "");
    assertThat(trail().getFirst())
        .isEqualTo("local /console/rollouts/{id}/pause change=pause release=1 release");

    post("/console/trackers/" + IMEI.digits() + "/command", "command=setpass+hunter2");
    assertThat(trail().getFirst())
        .isEqualTo(
            "local /console/trackers/{imei}/command change=order-command imei=867717033890519"
                + " ordered")
        .doesNotContain("hunter2");
  }

  @Test
  void a_change_that_is_refused_or_fails_has_an_entry_with_its_outcome() {
    post("/console/rollouts/9/pause", "");
    assertThat(trail().getFirst()).endsWith("release=9 nothing_here");

    world.loseTraccar();
    post("/console/trackers/" + IMEI.digits() + "/command", "command=getver");
    assertThat(trail().getFirst()).endsWith("imei=867717033890519 traccar_unavailable");

    world.failStorage(new IllegalStateException("a bug"));
    assertThat(post("/console/rollouts/1/pause", "").status()).isEqualTo(500);
    world.failStorage(null);
    assertThat(trail().getFirst()).endsWith("release=1 internal_error");
  }

  @Test
  void without_the_database_nothing_is_changed() {
    world.active(100);
    world.failStorage(new StorageUnavailableException("away", new IllegalStateException()));
    assertThat(post("/console/rollouts/1/pause", "").status()).isEqualTo(503);
    world.failStorage(null);
    assertThat(page("/console/rollouts/1")).contains("/console/rollouts/1/pause");
  }
}
