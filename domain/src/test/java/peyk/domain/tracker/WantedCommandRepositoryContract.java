package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.DeviceChangeRepository.Completion;

/** What every {@link WantedCommandRepository} does, whatever it is made of. */
public abstract class WantedCommandRepositoryContract {
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final DeviceId OTHER = new DeviceId(8);
  private static final CommandText GETIMSI = new CommandText("getimsi");
  private static final CommandText GETVER = new CommandText("getver");

  /** The commands, none at first. */
  protected abstract WantedCommandRepository commands();

  /** The changes that commands follow from. */
  protected abstract DeviceChangeRepository changes();

  /** What the clock shows that the commands go by. */
  protected abstract Instant now();

  @Test
  void a_device_that_needs_no_command_has_none() {
    want(OTHER, GETIMSI);
    assertThat(commands().next(DEVICE)).isEmpty();
  }

  @Test
  void the_oldest_comes_first_and_stays_until_it_is_removed() {
    want(DEVICE, GETVER, GETIMSI);
    var first = commands().next(DEVICE).orElseThrow();
    assertThat(first.text()).isEqualTo(GETVER);
    assertThat(first.wantedAt()).isEqualTo(now());
    assertThat(commands().next(DEVICE)).contains(first);
    commands().remove(first);
    assertThat(commands().next(DEVICE).map(WantedCommand::text)).contains(GETIMSI);
    commands().remove(first);
    assertThat(commands().next(DEVICE).map(WantedCommand::text)).contains(GETIMSI);
  }

  @Test
  void the_same_command_for_another_device_is_another() {
    want(DEVICE, GETIMSI);
    want(OTHER, GETIMSI);
    commands().remove(commands().next(DEVICE).orElseThrow());
    assertThat(commands().next(OTHER)).isPresent();
  }

  @Test
  void a_command_that_was_sent_can_be_wanted_again() {
    want(DEVICE, GETIMSI);
    var first = commands().next(DEVICE).orElseThrow();
    commands().remove(first);
    want(DEVICE, GETIMSI);
    var second = commands().next(DEVICE).orElseThrow();
    assertThat(second.id()).isNotEqualTo(first.id());
    commands().remove(first);
    assertThat(commands().next(DEVICE)).contains(second);
  }

  private void want(DeviceId device, CommandText... texts) {
    changes()
        .complete(
            device,
            new Completion(List.of(), List.of(texts), Map.of(), List.of(), Optional.empty()));
  }
}
