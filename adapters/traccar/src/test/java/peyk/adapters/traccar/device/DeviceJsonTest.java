package peyk.adapters.traccar.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import peyk.adapters.traccar.rest.LosslessJson;

class DeviceJsonTest {
  private static final String DEVICE =
      """
      {"id":5,"attributes":{"z":1.10,"y":1E+400,"big":123456789012345678901234567890,\
      "long":4102444799000,"precise":0.12345678901234567890123456789,"nested":{"a":[1.50,null]},\
      "none":null,"drop":"d"},"groupId":3,"calendarId":0,"name":"car","uniqueId":"350123450000001",\
      "status":"online","lastUpdate":"2026-11-22T09:17:03.157+00:00","positionId":6,"phone":"0935",\
      "model":null,"contact":null,"category":null,"disabled":false,"expirationTime":null,"new":1.0}\
      """;

  @Test
  void what_is_not_changed_is_written_letter_by_letter_as_it_was_read() throws Exception {
    var read = new DeviceJson(LosslessJson.MAPPER.readTree(DEVICE));
    assertThat(LosslessJson.MAPPER.writeValueAsString(read.changedTo(read.toDomain())))
        .isEqualTo(DEVICE);
  }

  @Test
  void only_name_model_and_attributes_are_replaced() throws Exception {
    var read = new DeviceJson(LosslessJson.MAPPER.readTree(DEVICE));
    var changed =
        read.toDomain().named("خودرو 1").ofModel("T950").without("drop").with("assignee", 12L);
    assertThat(LosslessJson.MAPPER.writeValueAsString(read.changedTo(changed)))
        .isEqualTo(
            DEVICE
                .replace("\"name\":\"car\"", "\"name\":\"خودرو 1\"")
                .replace("\"model\":null", "\"model\":\"T950\"")
                .replace("\"drop\":\"d\"", "\"assignee\":12"));
  }

  @Test
  void a_device_that_is_the_same_does_not_differ() throws Exception {
    var read = new DeviceJson(LosslessJson.MAPPER.readTree(DEVICE));
    var device = read.toDomain();
    assertThat(read.differsFrom(device.with("long", 4_102_444_799_000L))).isFalse();
    assertThat(read.differsFrom(device.named("other"))).isTrue();
    assertThat(read.differsFrom(device.ofModel("T950"))).isTrue();
    assertThat(read.differsFrom(device.without("none"))).isTrue();
  }

  @Test
  void a_device_without_attributes_has_none() throws Exception {
    var read =
        new DeviceJson(
            LosslessJson.MAPPER.readTree("{\"id\":5,\"uniqueId\":\"1\",\"name\":\"n\"}"));
    assertThat(read.toDomain().attributes()).isEmpty();
    assertThat(read.toDomain().online()).isFalse();
  }
}
