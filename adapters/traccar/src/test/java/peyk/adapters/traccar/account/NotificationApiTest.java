package peyk.adapters.traccar.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.traccar.rest.LosslessJson;
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
}
