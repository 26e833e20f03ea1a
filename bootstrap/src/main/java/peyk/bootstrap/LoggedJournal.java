package peyk.bootstrap;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.command.CommandJournal;
import peyk.application.firmware.RolloutJournal;
import peyk.application.provisioning.ProvisioningJournal;
import peyk.application.sim.SimJournal;
import peyk.domain.command.Command;
import peyk.domain.device.DeviceId;
import peyk.domain.firmware.Release;
import peyk.domain.provisioning.ProvisioningStep;
import peyk.domain.sim.UssdOutcome;

/**
 * Counts and logs what the service does by itself with SIMs, firmware, commands and new trackers.
 */
final class LoggedJournal
    implements SimJournal, RolloutJournal, CommandJournal, ProvisioningJournal {
  private static final Logger log = LoggerFactory.getLogger(LoggedJournal.class);

  private final MeterRegistry metrics;

  LoggedJournal(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  public void read(UssdOutcome outcome) {
    count("peyk_ussd_read", "USSD messages by what became of them", outcome.word());
  }

  @Override
  public void advanced(Release release, int stage) {
    count("peyk_rollout_steps", "What rollouts did by themselves", "advanced");
    log.info(
        "rollout advanced release={} version={} stage={} share={}",
        release.id(),
        release.version(),
        stage,
        release.rollout().stages().get(stage).share());
  }

  @Override
  public void paused(Release release, String reason) {
    count("peyk_rollout_steps", "What rollouts did by themselves", "paused");
    log.error(
        "rollout paused release={} version={} reason={}", release.id(), release.version(), reason);
  }

  @Override
  public void sent(Command command) {
    countCommand("sent");
    log.debug("command sent device={} command={}", command.device(), command.id());
  }

  @Override
  public void postponed(Command command, Instant until) {
    countCommand("postponed");
    log.debug("command put off device={} command={}", command.device(), command.id());
  }

  @Override
  public void refused(Command command) {
    countCommand("refused");
    log.info("command refused, the device is gone device={}", command.device());
  }

  private void countCommand(String outcome) {
    count("peyk_commands", "Attempts to send commands to trackers", outcome);
  }

  @Override
  public void begun(DeviceId device) {
    countProvisioning("begun");
    log.info("new tracker online, will be provisioned device={}", device);
  }

  @Override
  public void done(DeviceId device) {
    countProvisioning("done");
    log.info("tracker provisioned device={}", device);
  }

  @Override
  public void gaveUp(DeviceId device, ProvisioningStep at) {
    countProvisioning("gave_up");
    log.warn("provisioning given up device={} step={}", device, at.word());
  }

  @Override
  public void gone(DeviceId device) {
    countProvisioning("gone");
    log.info("provisioning ended, the device is gone device={}", device);
  }

  private void countProvisioning(String outcome) {
    count("peyk_provisionings", "New trackers by what became of them", outcome);
  }

  private void count(String name, String description, String outcome) {
    metrics
        .getOrCreate(
            Counter.builder(name)
                .description(description)
                .tags(List.of(Tag.create("outcome", outcome))))
        .increment();
  }
}
