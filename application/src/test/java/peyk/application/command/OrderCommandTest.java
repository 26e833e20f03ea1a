package peyk.application.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.application.command.OrderCommand.Outcome;
import peyk.application.command.OrderCommand.Outcome.Placed;
import peyk.application.command.OrderCommand.Outcome.UnknownTracker;
import peyk.application.command.OrderCommand.Outcome.UnusableText;
import peyk.application.command.OrderCommand.Request;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.IdempotencyKey;
import peyk.domain.command.Command;
import peyk.domain.command.CommandLines.Ordering.Already;
import peyk.domain.command.CommandLines.Ordering.KeyInUse;
import peyk.domain.command.CommandLines.Ordering.Ordered;
import peyk.domain.command.CommandLines.Ordering.Repeated;
import peyk.domain.command.CommandOrigin;
import peyk.domain.device.CommandText.Fault;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;

class OrderCommandTest {
  private final CommandWorld world = new CommandWorld();

  @Test
  void a_command_is_ordered_for_the_tracker_with_that_imei() {
    var command = ordered(Optional.empty());
    assertThat(command.device()).isEqualTo(world.tracker.id());
    assertThat(command.text().value()).isEqualTo("getver");
    assertThat(command.origin()).isEqualTo(CommandOrigin.ADMIN);
    assertThat(command.notBefore()).isEqualTo(world.clock.now());
    assertThat(command.expiresAt())
        .isEqualTo(world.clock.now().plus(CommandWorld.POLICY.lifetime()));
    assertThat(world.dispatchOne()).isTrue();
    assertThat(world.sent()).containsExactly("getver");
  }

  @Test
  void a_command_may_be_of_use_for_another_time_than_usual() {
    assertThat(ordered(Optional.of(Duration.ofMinutes(7))).expiresAt())
        .isEqualTo(world.clock.now().plus(Duration.ofMinutes(7)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> order("getver", Optional.of(Duration.ZERO)));
  }

  @Test
  void what_is_under_way_is_not_ordered_again() {
    var command = ordered(Optional.empty());
    assertThat(order("getver", Optional.empty())).isEqualTo(new Placed(new Already(command)));
  }

  @Test
  void a_request_is_carried_out_once() {
    var key = Optional.of(new IdempotencyKey("k", "getver"));
    var request = new Request(CommandWorld.IMEI, "getver", Optional.empty(), key);
    var command = command(world.orderCommand.order(request));
    assertThat(world.orderCommand.order(request)).isEqualTo(new Placed(new Repeated(command)));
    assertThat(
            world.orderCommand.order(
                new Request(
                    CommandWorld.IMEI,
                    "getimsi",
                    Optional.empty(),
                    Optional.of(new IdempotencyKey("k", "getimsi")))))
        .isEqualTo(new Placed(new KeyInUse()));
  }

  @Test
  void a_tracker_that_traccar_does_not_know_gets_nothing() {
    assertThat(order(Imeis.checked(2), "getver", Optional.empty())).isEqualTo(new UnknownTracker());
  }

  @Test
  void a_text_that_would_not_reach_the_tracker_is_refused() {
    assertThat(order("سلام", Optional.empty())).isEqualTo(new UnusableText(Fault.NOT_ASCII));
    assertThat(order("abcd", Optional.empty())).isEqualTo(new UnusableText(Fault.ALL_HEX));
    assertThat(order(" ", Optional.empty())).isEqualTo(new UnusableText(Fault.BLANK));
  }

  @Test
  void an_outage_is_told() {
    world.devices.outage().begin();
    assertThatThrownBy(() -> order("getver", Optional.empty()))
        .isInstanceOf(GatewayUnavailableException.class);
  }

  private Command ordered(Optional<Duration> lifetime) {
    return command(order("getver", lifetime));
  }

  private static Command command(Outcome outcome) {
    return ((Ordered) ((Placed) outcome).ordering()).command();
  }

  private Outcome order(String text, Optional<Duration> lifetime) {
    return order(CommandWorld.IMEI, text, lifetime);
  }

  private Outcome order(Imei imei, String text, Optional<Duration> lifetime) {
    return world.orderCommand.order(new Request(imei, text, lifetime, Optional.empty()));
  }
}
