package peyk.adapters.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseState;

class BrowsingTest {
  private static final byte[] PART = World.bytes(1234);

  private final World world = new World();
  private final ReleaseId release = world.release(131081, PART, PART);
  private FtpTalk talk;

  @BeforeEach
  void logIn() throws IOException {
    talk = FtpTalk.loggedIn(world);
  }

  @AfterEach
  void close() {
    talk.close();
    world.close();
  }

  @Test
  void types_versions_revisions_and_parts_are_directories_in_one_another() throws IOException {
    world.release(9, PART);
    assertThat(talk.list("NLST")).containsExactly("90");
    assertThat(talk.list("NLST /90")).containsExactly("9", "131081");
    assertThat(talk.list("NLST 90/131081/")).containsExactly("2");
    assertThat(talk.list("NLST /90/131081/2")).containsExactly("app.001", "app.002");
    assertThat(talk.list("NLST /90/131081/2/app.002")).containsExactly("app.002");
  }

  @Test
  void a_listing_shows_sizes_dates_and_that_nothing_is_writable() throws IOException {
    assertThat(talk.list("LIST -la /90/131081/2"))
        .hasSize(2)
        .first()
        .asString()
        .matches("-r--------   1 firmware firmware         1234 Oct 3[01] .*app.001");
    assertThat(talk.list("LIST /90"))
        .first()
        .asString()
        .startsWith("dr-x------")
        .endsWith(" 131081");
    assertThat(talk.list("MLSD /90/131081/2"))
        .first()
        .isEqualTo("Size=1234;Modify=20261031050000.000;Type=file; app.001");
    assertThat(talk.say("MLST /90/131081/2", 250)).contains("Type=dir; 2");
  }

  @Test
  void a_client_walks_up_and_down() throws IOException {
    assertThat(talk.say("PWD", 257)).contains("\"/\"");
    talk.say("CWD 90", 250);
    talk.say("XCWD 131081/2", 250);
    assertThat(talk.say("XPWD", 257)).contains("\"/90/131081/2\"");
    assertThat(talk.fetch("RETR app.001")).isEqualTo(PART);
    talk.say("CDUP", 250);
    talk.say("XCUP", 250);
    assertThat(talk.say("PWD", 257)).contains("\"/90\"");
    talk.say("CWD ../../../..", 250);
    assertThat(talk.say("PWD", 257)).contains("\"/\"");
    talk.say("CWD /90/131081/2/app.001", 550);
  }

  @Test
  void the_size_of_a_part_is_told_and_its_date_in_utc() throws IOException {
    assertThat(talk.say("SIZE /90/131081/2/app.001")).isEqualTo("213 1234");
    assertThat(talk.say("MDTM /90/131081/2/app.001")).startsWith("213 20261031050000");
    talk.say("SIZE /90/131081/2", 550);
    talk.say("SIZE", 501);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/91",
        "/090/131081/2/app.001",
        "/90/131081/2/app.001/x",
        "/90/131081/2/APP.001",
        "/90/131081/2/app.003",
        "/90/131081/3/app.001",
        "/etc/passwd",
        "../../etc/passwd",
        "..\\..\\etc\\passwd",
        "\\90\\131081",
        "C:\\",
        "/90%2f131081/2/app.001",
        "%2e%2e/%2e%2e/etc/passwd",
        "/90;131081",
        "~",
        "~root",
        "/۹۰",
        "/90/131081/2/app.001 ; id",
        "$(id)",
        "{client.ip}"
      })
  void what_is_not_there_is_not_found(String path) throws IOException {
    talk.say("CWD " + path, 550);
    talk.say("SIZE " + path, 550);
    talk.say("MDTM " + path, 550);
    talk.say("RETR " + path, 550);
    talk.say("MLST " + path, 501);
    talk.say("NOOP", 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/91", "/90/131081/2/app.009", "../x/..\\y", "/90/%2a", "~"})
  void what_is_not_there_is_not_listed(String path) throws IOException {
    assertThat(talk.list("NLST " + path)).isEmpty();
    assertThat(talk.list("MLSD " + path)).isEmpty();
    talk.say("LIST " + path, 450);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//90///131081/./2/app.001",
        "90/131081/2/app.001",
        "../90/131081/2/app.001",
        "/../../90/x/../131081/2/app.001"
      })
  void odd_paths_lead_where_they_should(String path) throws IOException {
    assertThat(talk.fetch("RETR " + path)).isEqualTo(PART);
  }

  @Test
  void wildcards_choose_among_the_names_of_one_directory() throws IOException {
    assertThat(talk.list("NLST /90/131081/2/*.001")).containsExactly("app.001");
    assertThat(talk.list("NLST /90/131081/2/app.00?")).containsExactly("app.001", "app.002");
    assertThat(talk.list("LIST *")).hasSize(1);
    assertThat(talk.list("NLST *.*.*")).isEmpty();
    assertThat(talk.list("NLST [a-z]")).isEmpty();
    talk.say("NLST " + "*a".repeat(400) + "*b", 501);
    for (var command : List.of("LIST", "NLST", "MLSD")) {
      talk.say(command + " /*/*", 501);
      talk.say("NOOP", 200);
    }
    talk.say("RETR /90/131081/2/*", 550);
  }

  @Test
  void drafts_and_withdrawn_releases_do_not_exist_and_paused_ones_do() throws IOException {
    world.draft(2, PART);
    world.set(world.release(3, PART), ReleaseState.WITHDRAWN);
    world.set(world.release(4, PART), ReleaseState.PAUSED);
    assertThat(talk.list("NLST /90")).containsExactly("4", "131081");
    talk.say("CWD /90/2", 550);
    talk.say("RETR /90/2/2/app.001", 550);
    talk.say("SIZE /90/3/2/app.001", 550);
    assertThat(talk.fetch("RETR /90/4/2/app.001")).isEqualTo(PART);
  }

  @Test
  void a_release_that_is_withdrawn_meanwhile_is_gone() throws IOException {
    talk.say("CWD /90/131081/2", 250);
    assertThat(talk.fetch("RETR app.001")).isEqualTo(PART);
    world.set(release, ReleaseState.WITHDRAWN);
    try (var data = talk.passive()) {
      talk.say("RETR app.002", 550);
    }
    talk.say("SIZE app.001", 550);
    assertThat(talk.list("NLST")).isEmpty();
    assertThat(talk.say("PWD", 257)).contains("\"/90/131081/2\"");
    talk.say("CWD /", 250);
    assertThat(talk.list("NLST")).isEmpty();
  }

  @Test
  void releases_that_cannot_be_read_are_no_missing_ones() throws IOException {
    try (var logs = new LogCapture()) {
      world.breakCatalog(true);
      assertThat(talk.say("RETR /90/131081/2/app.001")).isEqualTo("451 Try again later.");
      assertThat(logs.linesWith("WARN"))
          .containsExactly("WARN ftp command failed command=RETR reason=the database is down");
      talk.say("LIST", 451);
      talk.say("MLST", 451);
      talk.say("SIZE /90/131081/2/app.001", 451);
      talk.say("MDTM /90/131081/2/app.001", 451);
      talk.say("CWD /90", 451);
      talk.say("PWD", 257);
      world.breakCatalog(false);
      assertThat(talk.fetch("RETR /90/131081/2/app.001")).isEqualTo(PART);
    }
  }
}
