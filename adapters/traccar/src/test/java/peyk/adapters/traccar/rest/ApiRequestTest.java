package peyk.adapters.traccar.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import peyk.adapters.traccar.rest.ApiRequest.Body;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.Session;

class ApiRequestTest {
  @Test
  void neither_cookie_nor_body_is_printed() {
    assertThat(new Session("JSESSIONID=secret")).hasToString("Session[redacted]");
    assertThat(new Body("application/json", "{\"password\":\"secret\"}"))
        .hasToString("Body[application/json]");
  }
}
