package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import peyk.adapters.sandbox.trackers.SimulatedFleet;
import peyk.domain.Eventually;

/**
 * The console of the sandbox in a real browser, in both languages, wide and narrow. It needs
 * Debian's {@code chromium} and {@code chromium-driver}; without them it says so. With {@code
 * -Dconsole.pictures=DIRECTORY} it also takes the pictures of the documentation.
 */
class ConsoleIT {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "SERVER_PORT", "0",
          "ADMIN_PORT", "0",
          "SANDBOX_TRACCAR_PORT", "0",
          "SANDBOX_INBOX_PORT", "0",
          "SANDBOX_FTP_PORT", "0",
          "SANDBOX_ANSWER_DELAY", "0",
          "SANDBOX_TROUBLE", "true",
          "ADMIN_TOKEN", "console-secret");
  private static final String TAB = "\uE004";
  private static final String ENTER = "\uE007";
  private static final String FIRST = SimulatedFleet.imei(0);
  private static final String DRY = SimulatedFleet.imei(1);
  private static final String TRACKER = "/console/trackers/" + FIRST;
  private static final List<String> PAGES =
      List.of(
          "/",
          "/console/trackers?q=8677",
          TRACKER,
          "/console/sign-in",
          "/console/rollouts",
          "/console/rollouts/1",
          "/console/schedules",
          "/console/money");
  private static final Pattern JALALI = Pattern.compile("۱۴[۰-۹]{2}/[۰-۹]{2}/[۰-۹]{2}");

  @Test
  void a_fleet_owner_finds_the_answers_in_a_browser() throws IOException {
    var driver = Browser.driver();
    if (driver.isEmpty()) {
      System.out.println(
          "chromedriver is not there (Debian: chromium-driver): no browser tried the console.");
      return;
    }
    var console = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    try (var sandbox = Sandbox.start(Optional.empty(), ENVIRONMENT, console);
        var browser = Browser.start(driver.get())) {
      var visit = new Visit(browser, sandbox.filled("http://127.0.0.1:{admin}"));
      browser.resize(1280, 800);
      browser.speak("en");
      visit.logIn();
      visit.answersTheQuestions();
      visit.worksWithTheKeyboard();
      visit.pagesAreWhole("en", "ltr");
      browser.speak("fa");
      visit.pagesAreWhole("fa", "rtl");
      visit.persianPagesAreAllPersian();
      visit.datesAreJalali();
      visit.picture("tracker-fa", "/console/trackers/" + DRY);
      assertThat(
              browser.evaluate("document.querySelector('.spark > polyline') !== null").asBoolean())
          .as("the balance is drawn as a line")
          .isTrue();
    }
  }

  private record Visit(Browser browser, String address) {
    void open(String path) {
      browser.visit(address + path);
    }

    void logIn() {
      open("/");
      assertThat(browser.address()).contains("/console/login");
      browser.press("console-secret" + ENTER);
      waitFor("What is wrong now");
      assertThat(browser.evaluate("document.cookie").asText()).doesNotContain("session");
    }

    void waitFor(String text) {
      Eventually.until("the page says " + text, () -> browser.text().contains(text));
    }

    void answersTheQuestions() throws IOException {
      Eventually.until("the SIMs are known", () -> reload("/").contains(DRY));
      var trouble = browser.text();
      assertThat(trouble).contains("131090", "by an operator");
      assertThat(trouble.indexOf(DRY)).isBetween(1, trouble.indexOf(SimulatedFleet.imei(2)));
      Eventually.until("a job is parked", this::showsParkedJob);
      assertThat(browser.text()).contains("next try", "Traccar refused", "status 500");
      picture("wrong-now", "/");

      open(TRACKER);
      assertThat(browser.text()).contains("131083", "not its turn yet", "is outside 1 %");

      open("/console/sign-in");
      browser.evaluate("document.querySelector('[name=phone]').focus()");
      browser.press(SandboxTrouble.LOCKED_PHONE + ENTER);
      waitFor("burnt: too many wrong tries");
      assertThat(browser.text()).contains("no code now", "Locked: too many wrong codes");
      picture("sign-in");

      open("/console/money");
      Eventually.until(
          "the credit is shown",
          () -> browser.evaluate("document.querySelector('.figure') !== null").asBoolean());
      assertThat(browser.evaluate("document.querySelectorAll('svg.bars').length").asInt())
          .as("texts are drawn by the hour and by the day")
          .isEqualTo(2);
      picture("money");
      picture("rollout", "/console/rollouts/1");
    }

    private boolean showsParkedJob() {
      open("/");
      return browser
          .evaluate(
              "[...document.querySelectorAll('td .badge')].some(one => one.textContent ==="
                  + " 'parked')")
          .asBoolean();
    }

    private String reload(String path) {
      open(path);
      return browser.text();
    }

    void worksWithTheKeyboard() {
      Eventually.until("the first stop is the link to the content", this::showsSkipLink);
      open("/console/trackers");
      browser.evaluate("document.querySelector('[name=q]').focus()");
      browser.press(FIRST + ENTER);
      waitFor("What happened");
      assertThat(browser.address()).endsWith(TRACKER);
      browser.evaluate("document.querySelector('[name=command]').focus()");
      browser.press("getver" + ENTER);
      waitFor("The command is ordered.");
    }

    /** A page of a busy browser may not listen to keys at once. */
    private boolean showsSkipLink() {
      open("/");
      browser.press(TAB);
      return browser.evaluate("document.activeElement.className").asText().equals("skip");
    }

    /** No breach of the content security policy, no missing file, and no sideways scrolling. */
    void pagesAreWhole(String language, String direction) {
      for (int width : new int[] {1280, 360}) {
        browser.resize(width, 800);
        for (var path : PAGES) {
          open(path);
          assertThat(browser.complaints()).as(path).isEmpty();
          assertThat(browser.evaluate("document.documentElement.lang").asText())
              .isEqualTo(language);
          assertThat(browser.evaluate("document.documentElement.dir").asText())
              .isEqualTo(direction);
          assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
              .as("width of " + path)
              .isLessThanOrEqualTo(width);
          assertThat(unlabelled()).as("fields without a label on " + path).isZero();
        }
      }
      browser.resize(1280, 800);
    }

    /** Also what has failed in this sandbox. */
    void persianPagesAreAllPersian() {
      for (var path : PAGES) {
        open(path);
        assertThat(
                browser
                    .evaluate(
                        "[...document.querySelectorAll('.english')].map(one => one.textContent)"
                            + ".join('; ')")
                    .asText())
            .as("English on " + path)
            .isEmpty();
      }
    }

    private int unlabelled() {
      return browser
          .evaluate(
              "[...document.querySelectorAll('input:not([type=hidden])')]"
                  + ".filter(field => field.labels.length === 0).length")
          .asInt();
    }

    void datesAreJalali() {
      open(TRACKER);
      assertThat(browser.text()).containsPattern(JALALI);
    }

    void picture(String name, String path) throws IOException {
      open(path);
      picture(name);
    }

    void picture(String name) throws IOException {
      var directory = System.getProperty("console.pictures");
      if (directory != null) {
        Files.createDirectories(Path.of(directory));
        Files.write(Path.of(directory, name + ".png"), browser.picture());
      }
    }
  }
}
