package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import peyk.domain.account.AccountId;

class DeviceTest {
  @ParameterizedTest
  @MethodSource
  void the_assignee_is_read_from(@Nullable Object value, Optional<AccountId> assignee) {
    assertThat(Devices.with("assignee", value).assignee()).isEqualTo(assignee);
  }

  static Stream<Arguments> the_assignee_is_read_from() {
    var user = Optional.of(new AccountId(42));
    return Stream.of(
        arguments(42, user),
        arguments(42L, user),
        arguments("42", user),
        arguments(" 42 ", user),
        arguments("۴۲", user),
        arguments("٤٢", user),
        arguments(5_000_000_000L, Optional.of(new AccountId(5_000_000_000L))),
        arguments("999999999999999999", Optional.of(new AccountId(999_999_999_999_999_999L))),
        arguments("9999999999999999999", Optional.empty()),
        arguments("9".repeat(5_000), Optional.empty()),
        arguments("", Optional.empty()),
        arguments("ali", Optional.empty()),
        arguments("-42", Optional.empty()),
        arguments("4 2", Optional.empty()),
        arguments("42.0", Optional.empty()),
        arguments(42.5, Optional.empty()),
        arguments(new BigInteger("99999999999999999999"), Optional.empty()),
        arguments(true, Optional.empty()),
        arguments(List.of(42), Optional.empty()),
        arguments(Map.of("id", 42), Optional.empty()),
        arguments(null, Optional.empty()));
  }

  @Test
  void a_device_without_the_attribute_has_no_assignee() {
    assertThat(Devices.any().assignee()).isEmpty();
  }

  @Test
  void text_and_numbers_are_text() {
    var device =
        Devices.with(
            "text", " a ", "number", 131081, "blank", " ", "list", List.of(), "none", null);
    assertThat(device.text("text")).contains(" a ");
    assertThat(device.text("number")).contains("131081");
    assertThat(List.of("blank", "list", "none", "absent")).noneMatch(device::has);
  }

  @Test
  void a_change_leaves_everything_else_as_it_was() {
    var device = Devices.with("b", 1, "a", null, "c", 3);
    assertThat(device.with("a", 2).attributes())
        .containsExactly(Map.entry("b", 1), Map.entry("a", 2), Map.entry("c", 3));
    assertThat(device.without("b").attributes().keySet()).containsExactly("a", "c");
    assertThat(device.attributes()).hasSize(3).containsEntry("a", null);
    assertThat(device.named("new").ofModel("T950"))
        .isEqualTo(
            new Device(
                device.id(),
                device.uniqueId(),
                "new",
                Optional.of("T950"),
                true,
                device.attributes()));
  }

  @Test
  void what_happens_to_the_map_afterwards_does_not_matter() {
    var attributes = new LinkedHashMap<String, @Nullable Object>(Map.of("a", 1));
    var device = Devices.any().withAttributes(attributes);
    attributes.put("b", 2);
    assertThat(device.attributes()).containsOnlyKeys("a");
  }
}
