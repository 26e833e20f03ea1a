package peyk.bootstrap.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of the sandbox.
 *
 * @param traccarPort of the simulated Traccar; 0 = any free one
 * @param inboxPort of the SMS inbox; 0 = any free one
 * @param ftpPort where firmware is fetched; 0 = any free one
 * @param trackers how many are simulated
 * @param answerDelay how late the simulated Traccar tells of an answer
 * @param trouble whether there is something wrong to look into
 */
public record SandboxSettings(
    int traccarPort,
    int inboxPort,
    int ftpPort,
    int trackers,
    Duration answerDelay,
    boolean trouble) {
  private static final int MOST_TRACKERS = 10_000;

  /**
   * @throws InvalidSettingsException if they are wrong; {@link Settings#read} reports other faults
   */
  public static SandboxSettings read(Optional<Path> file, Map<String, String> environment) {
    return SettingsReader.read(
        file,
        environment,
        read ->
            new SandboxSettings(
                read.integer("sandbox.traccar-port", 0, 65_535),
                read.integer("sandbox.inbox-port", 0, 65_535),
                read.integer("sandbox.ftp-port", 0, 65_535),
                read.integer("sandbox.trackers", 1, MOST_TRACKERS),
                read.duration("sandbox.answer-delay", "0", "1m"),
                read.flag("sandbox.trouble")));
  }
}
