package peyk.adapters.traccar.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.adapters.traccar.JacksonJsonReader;
import peyk.adapters.traccar.rest.ApiResponse;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.Mutations;

/**
 * Whatever Traccar sends for a device: it is read and written back the same, or refused. Whatever a
 * tracker answers: it is an object or none.
 */
class DeviceFuzzTest {
  private static final JacksonJsonReader READER = new JacksonJsonReader();

  @Test
  void any_device() {
    Mutations.feed(
        DeviceFuzzTest.class,
        "devices",
        500,
        300_000,
        input -> {
          var text = new String(input, StandardCharsets.UTF_8);
          assertThat(READER.readObject(text)).isNotNull();
          try {
            var json = new ApiResponse(200, text, Optional.empty()).json();
            var device = new DeviceJson(json);
            assertThat(device.differsFrom(device.toDomain())).isFalse();
            if (json.isObject()) {
              assertThat(device.changedTo(device.toDomain()).path("id")).isEqualTo(json.path("id"));
            }
          } catch (GatewayUnavailableException e) {
            assertThat(e).hasMessage("Traccar's answer cannot be read");
          }
        });
  }
}
