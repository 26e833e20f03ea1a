package peyk.adapters.sandbox.traccar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import peyk.adapters.sandbox.RestClient;

/** Users: finding, adding and replacing them. */
class TraccarUsersTest {
  private static final String PHONE = "09120000021";

  private ControllableTraccar traccar;
  private RestClient asAdmin;

  @BeforeEach
  void start() {
    traccar = ControllableTraccar.start();
    asAdmin = RestClient.of(traccar).bearer(traccar.administrator().token());
  }

  @AfterEach
  void stop() {
    traccar.close();
  }

  @Test
  void a_new_user_is_written_with_all_fields_in_traccars_order() {
    var created =
        asAdmin.post(
            "/api/users",
            """
            {"name":"زهرا","email":"%s","phone":"%s","password":"p","attributes":{"k":1.5,"n":null}}
            """
                .formatted(PHONE, PHONE));

    assertThat(created.status()).isEqualTo(200);
    assertThat(created.body())
        .isEqualTo(
            """
            {"id":2,"attributes":{"k":1.5,"n":null},"name":"زهرا","login":null,"email":"%s",\
            "phone":"%s","readonly":false,"administrator":false,"map":null,"latitude":0.0,\
            "longitude":0.0,"zoom":0,"coordinateFormat":null,"disabled":false,\
            "expirationTime":null,"deviceLimit":0,"userLimit":0,"deviceReadonly":false,\
            "limitCommands":false,"disableReports":false,"fixedEmail":false,"poiLayer":null,\
            "totpKey":null,"temporary":false,"password":null}\
            """
                .formatted(PHONE, PHONE));
  }

  @Test
  void the_same_email_is_refused_and_another_letter_case_is_not() {
    traccar.addUser("ali@example.org", "p");

    var again = asAdmin.post("/api/users", "{\"name\":\"x\",\"email\":\"ali@example.org\"}");
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.contentType()).isEqualTo("application/json");
    assertThat(again.firstLine())
        .startsWith("org.traccar.storage.StorageException: ")
        .contains("Unique index or primary key violation");
    assertThat(
            asAdmin.post("/api/users", "{\"name\":\"x\",\"email\":\"ALI@example.org\"}").status())
        .isEqualTo(200);
  }

  @Test
  void an_email_may_be_empty_but_not_absent() {
    assertThat(asAdmin.post("/api/users", "{\"name\":\"x\",\"email\":\"\"}").status())
        .isEqualTo(200);
    assertThat(asAdmin.post("/api/users", "{\"name\":\"x\"}").status()).isEqualTo(400);
  }

  @Test
  void an_unknown_property_is_400_in_plain_text() {
    var refused = asAdmin.post("/api/users", "{\"name\":\"x\",\"email\":\"y\",\"foo\":1}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.contentType()).isEqualTo("text/plain");
    assertThat(refused.body())
        .startsWith("Unrecognized field \"foo\" (class org.traccar.model.User)")
        .contains("(25 known properties: ");
  }

  @Test
  void attributes_hold_4000_characters() {
    // {"x":"…"} is eight characters longer than its text
    assertThat(asAdmin.post("/api/users", withAttribute("a", 3992)).status()).isEqualTo(200);
    assertThat(asAdmin.post("/api/users", withAttribute("b", 3993)).status()).isEqualTo(400);
  }

  private static String withAttribute(String email, int length) {
    return "{\"name\":\"x\",\"email\":\"%s\",\"attributes\":{\"x\":\"%s\"}}"
        .formatted(email, "y".repeat(length));
  }

  @Test
  void a_keyword_is_looked_for_in_name_and_email_but_not_in_the_phone() {
    asAdmin.post(
        "/api/users",
        "{\"name\":\"Maryam\",\"email\":\"m@example.org\",\"phone\":\"09120000099\"}");
    traccar.addUser(PHONE, "p");

    assertThat(emails("keyword=" + PHONE)).containsExactly(PHONE);
    assertThat(emails("keyword=ARYA")).containsExactly("m@example.org");
    assertThat(emails("keyword=09120000099")).isEmpty();
    assertThat(emails("keyword=21")).containsExactly(PHONE);
    assertThat(emails("keyword=0912%250021")).containsExactly(PHONE);
    assertThat(emails("keyword=0912000_021")).containsExactly(PHONE);
    assertThat(emails("keyword=0912.000")).isEmpty();
  }

  @Test
  void a_changed_name_is_found_and_the_old_one_is_not() {
    var id = traccar.addUser("before@example.org", "p");
    asAdmin.put(
        "/api/users/" + id,
        "{\"id\":%d,\"name\":\"n\",\"email\":\"after@example.org\"}".formatted(id));

    assertThat(emails("keyword=before")).isEmpty();
    assertThat(emails("keyword=after")).containsExactly("after@example.org");
  }

  @Test
  void a_list_is_ordered_by_name_and_an_offset_needs_a_limit() {
    List.of("delta", "alpha", "charlie", "bravo").forEach(name -> traccar.addUser(name, "p"));

    assertThat(emails("limit=2&offset=2")).containsExactly("bravo", "charlie");
    assertThat(emails("offset=2")).hasSize(5);
    assertThat(emails("limit=2&offset=1&unknown=parameter")).containsExactly("alpha", "bravo");
    assertThat(asAdmin.get("/api/users?limit=x").status()).isEqualTo(404);
  }

  @Test
  void attributes_can_be_left_out() {
    traccar.addUser(PHONE, "p", Map.of("k", "v"));

    var found = asAdmin.get("/api/users?excludeAttributes=true&keyword=" + PHONE).json();
    assertThat(found.path(0).path("attributes").isEmpty()).isTrue();
    assertThat(traccar.user(PHONE).orElseThrow().attributes()).containsEntry("k", "v");
  }

  @Test
  void the_keyword_did_nothing_before_it_came() {
    try (var old = ControllableTraccar.start(TraccarOptions.defaults().withKeywordIgnored(true))) {
      var rest = RestClient.of(old).bearer(old.administrator().token());
      old.addUser(PHONE, "p");

      assertThat(rest.get("/api/users?keyword=nobody").json()).hasSize(2);
      assertThat(rest.get("/api/users?keyword=nobody&limit=1&offset=1").json()).hasSize(1);
      old.addDevice("350000000000015", "one");
      assertThat(rest.get("/api/devices?all=true&keyword=nothing").json()).hasSize(1);
    }
  }

  @Test
  void the_users_of_a_device_are_those_directly_linked() {
    var userId = traccar.addUser(PHONE, "p");
    var deviceId = traccar.addDevice("350000000000015", "one");
    traccar.link(userId, deviceId);
    traccar.link(userId, deviceId);

    assertThat(emails("deviceId=" + deviceId)).containsExactly(PHONE);
  }

  @Test
  void a_plain_user_sees_only_himself() {
    var userId = traccar.addUser(PHONE, "p");
    var asUser = RestClient.of(traccar).bearer(traccar.tokenFor(userId));

    assertThat(asUser.get("/api/users").json()).hasSize(1);
    assertThat(asUser.get("/api/users/" + userId).id()).isEqualTo(userId);
    assertThat(asUser.get("/api/users/1").status()).isEqualTo(400);
    assertThat(asUser.post("/api/users", "{\"name\":\"x\",\"email\":\"y\"}").status())
        .isEqualTo(400);
  }

  @Test
  void a_missing_user_is_404_with_a_page() {
    var missing = asAdmin.get("/api/users/4711");

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.contentType()).startsWith("text/html");
    assertThat(asAdmin.delete("/api/users/4711").status()).isEqualTo(204);
  }

  @Test
  void a_put_replaces_all_but_the_password() {
    var userId = traccar.addUser(PHONE, "secret", Map.of("k", "v"));

    var answer =
        asAdmin.put(
            "/api/users/" + userId,
            "{\"id\":%d,\"name\":\"n\",\"email\":\"%s\"}".formatted(userId, PHONE));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(traccar.user(PHONE).orElseThrow().attributes()).isEmpty();
    assertThat(
            RestClient.of(traccar)
                .form("/api/session", "email=" + PHONE + "&password=secret")
                .status())
        .isEqualTo(200);
  }

  @Test
  void a_plain_user_changes_his_name_but_not_his_rights() {
    var userId = traccar.addUser(PHONE, "p");
    var asUser = RestClient.of(traccar).bearer(traccar.tokenFor(userId));
    var body = "{\"id\":%d,\"name\":\"new\",\"email\":\"%s\"".formatted(userId, PHONE);

    assertThat(asUser.put("/api/users/" + userId, body + "}").status()).isEqualTo(200);
    assertThat(asUser.put("/api/users/" + userId, body + ",\"administrator\":true}").status())
        .isEqualTo(400);
    assertThat(traccar.user(PHONE).orElseThrow().name()).isEqualTo("new");
  }

  @Test
  @Timeout(120)
  void two_hundred_thousand_users_are_seeded_and_searched() {
    traccar.seedUsers(200_000);

    assertThat(traccar.userCount()).isEqualTo(200_001);
    for (int search = 0; search < 200; search++) {
      var phone = "0910000" + (1000 + search);
      assertThat(emails("keyword=" + phone + "&limit=5")).contains(phone);
    }
    assertThat(emails("limit=3&offset=150000")).hasSize(3);
  }

  private List<String> emails(String query) {
    var list = asAdmin.get("/api/users?" + query);
    assertThat(list.status()).isEqualTo(200);
    return list.json().valueStream().map(user -> user.path("email").asText()).toList();
  }
}
