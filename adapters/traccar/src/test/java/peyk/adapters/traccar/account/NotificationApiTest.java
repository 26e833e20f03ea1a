package peyk.adapters.traccar.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.traccar.StubServer;
import peyk.adapters.traccar.TraccarFixture;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.OwnToken;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.OwnedNotification;

class NotificationApiTest {
  @Test
  void an_alarm_that_is_always_on_could_be_a_default() throws Exception {
    var row =
        "{\"id\":7,\"attributes\":{\"alarms\":\"tow\"},\"description\":null,\"calendarId\":0,"
            + "\"always\":true,\"type\":\"alarm\",\"commandId\":0,\"notificators\":\"web\"}";
    assertThat(NotificationApi.read(LosslessJson.MAPPER.readTree("[" + row + "]")))
        .containsExactly(
            new OwnedNotification(
                7, Optional.of(new DefaultNotification("alarm", "web", Optional.of("tow")))));
  }

  @Test
  void older_servers_tell_less() throws Exception {
    var row = "{\"id\":7,\"always\":true,\"type\":\"ignitionOn\",\"notificators\":\"firebase\"}";
    assertThat(NotificationApi.read(LosslessJson.MAPPER.readTree("[" + row + "]")))
        .containsExactly(
            new OwnedNotification(
                7,
                Optional.of(new DefaultNotification("ignitionOn", "firebase", Optional.empty()))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"always\":false,\"notificators\":\"web\",\"attributes\":{}",
        "\"always\":true,\"notificators\":\"web,mail\",\"attributes\":{}",
        "\"always\":true,\"notificators\":\"\",\"attributes\":{}",
        "\"always\":true,\"notificators\":null,\"attributes\":{}",
        "\"always\":true,\"notificators\":\"web\",\"calendarId\":3,\"attributes\":{}",
        "\"always\":true,\"notificators\":\"web\",\"attributes\":{\"alarms\":\"tow,sos\"}",
        "\"always\":true,\"notificators\":\"web\",\"attributes\":{\"alarms\":\"tow\",\"k\":1}",
        "\"always\":true,\"notificators\":\"web\",\"attributes\":{\"priority\":true}"
      })
  void any_other_could_not(String fields) throws Exception {
    var row = "[{\"id\":7,\"type\":\"alarm\"," + fields + "}]";
    assertThat(NotificationApi.read(LosslessJson.MAPPER.readTree(row)))
        .containsExactly(new OwnedNotification(7, Optional.empty()));
  }

  @Test
  void a_server_that_cannot_list_its_notificators_is_taken_to_have_all() {
    try (var odd = knowingNotificationsOnly();
        var client =
            TraccarFixture.client(TraccarFixture.config(odd.uri(), "token"), Instant::now)) {
      assertThat(new NotificationApi(client, new OwnToken()).notificators())
          .contains("web", "firebase");
    }
  }

  @Test
  void a_proxy_that_lost_the_route_says_nothing_about_notificators() {
    try (var lost = StubServer.answering(404, "<html>");
        var client =
            TraccarFixture.client(TraccarFixture.config(lost.uri(), "token"), Instant::now)) {
      var api = new NotificationApi(client, new OwnToken());
      assertThatThrownBy(api::notificators).isInstanceOf(GatewayUnavailableException.class);
    }
  }

  /** A server that knows no other path than that of notifications. */
  private static StubServer knowingNotificationsOnly() {
    return StubServer.doing(exchange -> {
      var isKnown = exchange.getRequestURI().getPath().endsWith("/notifications");
      StubServer.send(exchange, isKnown ? 200 : 404, isKnown ? "[]" : "<html>");
    });
  }
}
