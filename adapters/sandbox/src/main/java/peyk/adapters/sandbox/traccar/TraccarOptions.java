package peyk.adapters.sandbox.traccar;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How a simulated Traccar behaves.
 *
 * @param port the port on 127.0.0.1; 0 for any free one
 * @param clock the time of events, sessions and tokens; delays run on real time whatever it says
 * @param version what the server says about itself
 * @param answerDelay how long Traccar holds a position, and so a tracker's answer, before it tells
 * @param keepalive how often each socket gets an empty object
 * @param keywordIgnored whether {@code keyword} has no effect, as before 6.13
 * @param statusEvents whether going online and offline makes events ({@code event.status.enable})
 * @param registerUnknown whether a tracker that is not known is added when it connects
 * @param released whether to behave as the tagged 6.14.5 where it differs from what followed it
 */
public record TraccarOptions(
    int port,
    InstantSource clock,
    String version,
    Duration answerDelay,
    Duration keepalive,
    boolean keywordIgnored,
    boolean statusEvents,
    boolean registerUnknown,
    boolean released) {

  /** A Traccar 6.14.5 with its default configuration, on any free port. */
  public static TraccarOptions defaults() {
    return new TraccarOptions(
        0,
        InstantSource.system(),
        "6.14.5",
        Duration.ofSeconds(3),
        Duration.ofSeconds(55),
        false,
        false,
        false,
        false);
  }

  /** The same with another {@code port}. */
  public TraccarOptions withPort(int port) {
    return new TraccarOptions(
        port,
        clock,
        version,
        answerDelay,
        keepalive,
        keywordIgnored,
        statusEvents,
        registerUnknown,
        released);
  }

  /** The same with another {@code clock}. */
  public TraccarOptions withClock(InstantSource clock) {
    return new TraccarOptions(
        port,
        clock,
        version,
        answerDelay,
        keepalive,
        keywordIgnored,
        statusEvents,
        registerUnknown,
        released);
  }

  /** The same with another {@code version}. */
  public TraccarOptions withVersion(String version) {
    return new TraccarOptions(
        port,
        clock,
        version,
        answerDelay,
        keepalive,
        keywordIgnored,
        statusEvents,
        registerUnknown,
        released);
  }

  /** The same with another {@code answerDelay}. */
  public TraccarOptions withAnswerDelay(Duration answerDelay) {
    return new TraccarOptions(
        port,
        clock,
        version,
        answerDelay,
        keepalive,
        keywordIgnored,
        statusEvents,
        registerUnknown,
        released);
  }

  /** The same with another {@code keepalive}. */
  public TraccarOptions withKeepalive(Duration keepalive) {
    return new TraccarOptions(
        port,
        clock,
        version,
        answerDelay,
        keepalive,
        keywordIgnored,
        statusEvents,
        registerUnknown,
        released);
  }

  /** The same with another {@code keywordIgnored}. */
  public TraccarOptions withKeywordIgnored(boolean keywordIgnored) {
    return new TraccarOptions(
        port,
        clock,
        version,
        answerDelay,
        keepalive,
        keywordIgnored,
        statusEvents,
        registerUnknown,
        released);
  }

  /** The same with another {@code statusEvents}. */
  public TraccarOptions withStatusEvents(boolean statusEvents) {
    return new TraccarOptions(
        port,
        clock,
        version,
        answerDelay,
        keepalive,
        keywordIgnored,
        statusEvents,
        registerUnknown,
        released);
  }

  /** The same with another {@code registerUnknown}. */
  public TraccarOptions withRegisterUnknown(boolean registerUnknown) {
    return new TraccarOptions(
        port,
        clock,
        version,
        answerDelay,
        keepalive,
        keywordIgnored,
        statusEvents,
        registerUnknown,
        released);
  }

  /** The same with another {@code released}. */
  public TraccarOptions withReleased(boolean released) {
    return new TraccarOptions(
        port,
        clock,
        version,
        answerDelay,
        keepalive,
        keywordIgnored,
        statusEvents,
        registerUnknown,
        released);
  }
}
