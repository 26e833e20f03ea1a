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
  private static final byte[] PART = FtpServerFixture.bytes(1234);

  private final FtpServerFixture server = new FtpServerFixture();
  private final ReleaseId release = server.release(131081, PART, PART);
  private FtpClient client;

  @BeforeEach
  void logIn() throws IOException {
    client = FtpClient.loggedIn(server);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void types_versions_revisions_and_parts_are_directories_in_one_another() throws IOException {
    server.release(9, PART);
    assertThat(client.list("NLST")).containsExactly("90");
    assertThat(client.list("NLST /90")).containsExactly("9", "131081");
    assertThat(client.list("NLST 90/131081/")).containsExactly("2");
    assertThat(client.list("NLST /90/131081/2")).containsExactly("app.001", "app.002");
    assertThat(client.list("NLST /90/131081/2/app.002")).containsExactly("app.002");
  }

  @Test
  void a_listing_shows_sizes_dates_and_that_nothing_is_writable() throws IOException {
    assertThat(client.list("LIST -la /90/131081/2"))
        .hasSize(2)
        .first()
        .asString()
        .matches("-r--------   1 firmware firmware         1234 Oct 3[01] .*app.001");
    assertThat(client.list("LIST /90"))
        .first()
        .asString()
        .startsWith("dr-x------")
        .endsWith(" 131081");
    assertThat(client.list("MLSD /90/131081/2"))
        .first()
        .isEqualTo("Size=1234;Modify=20261031050000.000;Type=file; app.001");
    assertThat(client.say("MLST /90/131081/2", 250)).contains("Type=dir; 2");
  }

  @Test
  void a_client_walks_up_and_down() throws IOException {
    assertThat(client.say("PWD", 257)).contains("\"/\"");
    client.say("CWD 90", 250);
    client.say("XCWD 131081/2", 250);
    assertThat(client.say("XPWD", 257)).contains("\"/90/131081/2\"");
    assertThat(client.fetch("RETR app.001")).isEqualTo(PART);
    client.say("CDUP", 250);
    client.say("XCUP", 250);
    assertThat(client.say("PWD", 257)).contains("\"/90\"");
    client.say("CWD ../../../..", 250);
    assertThat(client.say("PWD", 257)).contains("\"/\"");
    client.say("CWD /90/131081/2/app.001", 550);
  }

  @Test
  void size_gives_bytes_and_mdtm_the_time_in_utc() throws IOException {
    assertThat(client.say("SIZE /90/131081/2/app.001")).isEqualTo("213 1234");
    assertThat(client.say("MDTM /90/131081/2/app.001")).startsWith("213 20261031050000");
    client.say("SIZE /90/131081/2", 550);
    client.say("SIZE", 501);
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
  void a_missing_path_is_not_found(String path) throws IOException {
    client.say("CWD " + path, 550);
    client.say("SIZE " + path, 550);
    client.say("MDTM " + path, 550);
    client.say("RETR " + path, 550);
    client.say("MLST " + path, 501);
    client.say("NOOP", 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/91", "/90/131081/2/app.009", "../x/..\\y", "/90/%2a", "~"})
  void a_missing_path_lists_nothing(String path) throws IOException {
    assertThat(client.list("NLST " + path)).isEmpty();
    assertThat(client.list("MLSD " + path)).isEmpty();
    client.say("LIST " + path, 450);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//90///131081/./2/app.001",
        "90/131081/2/app.001",
        "../90/131081/2/app.001",
        "/../../90/x/../131081/2/app.001"
      })
  void odd_paths_are_resolved(String path) throws IOException {
    assertThat(client.fetch("RETR " + path)).isEqualTo(PART);
  }

  @Test
  void wildcards_choose_among_the_names_of_one_directory() throws IOException {
    assertThat(client.list("NLST /90/131081/2/*.001")).containsExactly("app.001");
    assertThat(client.list("NLST /90/131081/2/app.00?")).containsExactly("app.001", "app.002");
    assertThat(client.list("LIST *")).hasSize(1);
    assertThat(client.list("NLST *.*.*")).isEmpty();
    assertThat(client.list("NLST [a-z]")).isEmpty();
    client.say("NLST " + "*a".repeat(400) + "*b", 501);
    for (var command : List.of("LIST", "NLST", "MLSD")) {
      client.say(command + " /*/*", 501);
      client.say("NOOP", 200);
    }
    client.say("RETR /90/131081/2/*", 550);
  }

  @Test
  void drafts_and_withdrawn_releases_do_not_exist_and_paused_ones_do() throws IOException {
    server.draft(2, PART);
    server.set(server.release(3, PART), ReleaseState.WITHDRAWN);
    server.set(server.release(4, PART), ReleaseState.PAUSED);
    assertThat(client.list("NLST /90")).containsExactly("4", "131081");
    client.say("CWD /90/2", 550);
    client.say("RETR /90/2/2/app.001", 550);
    client.say("SIZE /90/3/2/app.001", 550);
    assertThat(client.fetch("RETR /90/4/2/app.001")).isEqualTo(PART);
  }

  @Test
  void a_release_that_was_withdrawn_during_the_session_is_gone() throws IOException {
    client.say("CWD /90/131081/2", 250);
    assertThat(client.fetch("RETR app.001")).isEqualTo(PART);
    server.set(release, ReleaseState.WITHDRAWN);
    try (var data = client.passive()) {
      client.say("RETR app.002", 550);
    }
    client.say("SIZE app.001", 550);
    assertThat(client.list("NLST")).isEmpty();
    assertThat(client.say("PWD", 257)).contains("\"/90/131081/2\"");
    client.say("CWD /", 250);
    assertThat(client.list("NLST")).isEmpty();
  }

  @Test
  void an_outage_of_the_catalog_is_not_answered_as_a_missing_file() throws IOException {
    try (var logs = new LogCapture()) {
      server.breakCatalog(true);
      assertThat(client.say("RETR /90/131081/2/app.001")).isEqualTo("451 Try again later.");
      assertThat(logs.linesWith("WARN"))
          .containsExactly("WARN ftp command failed command=RETR reason=the database is down");
      client.say("LIST", 451);
      client.say("MLST", 451);
      client.say("SIZE /90/131081/2/app.001", 451);
      client.say("MDTM /90/131081/2/app.001", 451);
      client.say("CWD /90", 451);
      client.say("PWD", 257);
      server.breakCatalog(false);
      assertThat(client.fetch("RETR /90/131081/2/app.001")).isEqualTo(PART);
    }
  }
}
