package peyk.application.monitoring;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Every metric of the service: name, meaning and labels. Prometheus appends units and suffixes. */
public enum Metric {
  COMMANDS("Attempts to send commands to trackers", "outcome"),
  COMMANDS_ENDED("Commands to trackers by how they ended", "outcome"),
  COMMANDS_WAITING("Commands that have not been sent to their trackers yet"),
  DATABASE_CALLERS_WAITING("Callers that wait for a connection to the database"),
  DATABASE_CALLS("Statements and transactions, and how long they held a connection", "outcome"),
  DATABASE_CONNECTIONS("Connections to the database", "state"),
  DATABASE_CONNECTIONS_LIMIT("The most connections to the database"),
  DATABASE_UP("Whether the database answered when rows were last counted"),
  DATABASE_WAITS("How long callers waited for a connection to the database"),
  DEVICE_CHANGES_DROPPED("Changes of devices that had no effect", "reason"),
  DEVICE_CHECKS("Checks whether a tracker can be registered", "outcome"),
  DEVICE_REGISTRATIONS("Registrations of trackers", "outcome"),
  FIRMWARE_CHECKS("Firmware checks of trackers", "outcome"),
  FTP_BYTES("Bytes of firmware parts that were sent by FTP"),
  FTP_DOWNLOADS("Firmware parts that were fetched by FTP", "outcome"),
  FTP_LOGINS("Attempts to log in by FTP", "outcome"),
  FTP_SESSIONS("Open FTP sessions"),
  HTTP_CONNECTIONS_DELAYED("Connections that began late because their address has many"),
  HTTP_REQUESTS("HTTP requests and their duration", "route", "method", "status"),
  HTTP_REQUESTS_DROPPED("HTTP requests that were dropped because too much had arrived unanswered"),
  HTTPS_CERTIFICATE_DAYS_LEFT(
      "Days until the certificate of HTTPS expires; below 0 it has expired"),
  HTTPS_CERTIFICATES_REFUSED(
      "Changes of the certificate files of HTTPS that could not be used; the one before is kept"),
  INBOX_STORED("Answers of trackers that were new and were stored"),
  INBOX_WAITING("Answers of trackers that have had no effect yet"),
  JOBS("Durable jobs", "kind", "state"),
  JOBS_DUE("Jobs that could run now and wait for a thread"),
  JOBS_FAILING("Jobs whose latest run failed; each is retried"),
  JOBS_RUN_TIME("Runs of durable jobs and their duration", "kind"),
  JOBS_RUNS("Runs of durable jobs", "kind", "outcome"),
  KAFKA_CONNECTED("Whether Kafka's topic of Traccar's events can be read"),
  KAFKA_RECORDS("Records that were read from Kafka", "kind"),
  KAFKA_WAITING("Events in Kafka that no replica has stored yet"),
  LISTS_KEPT_ASIDE("Parameter lists that were too long for Traccar", "attribute"),
  OTP_REQUESTS("Requests for a sign-in code", "outcome"),
  OTP_VERIFICATIONS("Sign-ins with a code", "outcome"),
  PATCHES_WAITING("Changes to devices that have not been written to Traccar yet"),
  PROVISIONINGS("New trackers by the outcome of their provisioning", "outcome"),
  ROLLOUT_STEPS("Stages that rollouts began and pauses that they made by themselves", "outcome"),
  ROWS_OVER_LIMIT("Rows that were deleted because their table had too many"),
  SCHEDULE_COMMANDS("Commands that schedules have ordered", "schedule"),
  SCHEDULE_FIRINGS("Times that schedules were due", "schedule", "outcome"),
  SCHEDULES_LATE("Schedules that should have fired minutes ago"),
  SIM_LOW_BALANCES("SIMs whose latest balance is low"),
  SMS_CREDIT("Credit at the SMS gateway in rials, when it was last asked; NaN if unknown"),
  SMS_REJECTED("Text messages that the SMS gateway took and that were rejected later"),
  SMS_SENDS("Text messages given to the SMS gateway and the duration of the call", "outcome"),
  TRACCAR_ANSWER_DELAY("Usual delay of answers behind Traccar's receipt; 0 without recent answers"),
  TRACCAR_BREAKER("Circuit breaker towards Traccar: 0 closed, 1 on trial, 2 open"),
  TRACCAR_CALLS("Calls to Traccar and their duration", "operation", "outcome"),
  TRACCAR_DEVICES_ONLINE("Devices that the socket newly reported as online"),
  TRACCAR_DEVICES_ONLINE_DROPPED(
      "Of these, devices left to the next link check because too many came"),
  TRACCAR_DEVICES_UNLINKED("Devices that are not linked and could not be linked"),
  TRACCAR_FAULTS("Faults that the last whole check of the subscription found"),
  TRACCAR_FLEET_DEVICES("Devices of the server when they were last listed"),
  TRACCAR_FLEET_ONLINE("Devices that were online when they were last listed"),
  TRACCAR_LAST_EVENT_AGE("Time since the socket's last event, or since the start"),
  TRACCAR_SOCKET_CONNECTED("Whether Traccar's socket is open"),
  TRACCAR_SOCKET_EVENTS("Answers of trackers that came by the socket"),
  TRACCAR_SOCKET_FRAMES("Frames that came by the socket", "kind"),
  TRACCAR_SOCKET_MALFORMED("Frames or events that could not be read"),
  TRACCAR_SOCKET_RECONNECTS("Times that the socket was opened again"),
  TRACCAR_SOCKET_SILENCE("Time since the last frame of the socket"),
  TRACCAR_SOCKET_SKIPPED("Bytes of frames that were skipped unread"),
  TRACKER_ANSWERS("Answers of trackers by kind", "kind"),
  USSD_MESSAGES("USSD messages that trackers sent", "outcome"),
  USSD_READ("USSD messages by what was read from them", "outcome"),
  USSD_STORED("USSD messages that were stored"),
  USSD_WAITING("USSD messages that have not been read yet");

  private static final long[] LATENCY_MILLIS = {
    1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000
  };

  private final String description;
  private final List<String> labels;

  Metric(String description, String... labels) {
    this.description = description;
    this.labels = List.of(labels);
  }

  /** The name without a suffix, e.g. {@code peyk_jobs_runs}. */
  public String id() {
    return "peyk_" + name().toLowerCase(Locale.ROOT);
  }

  /**
   * The upper limits of the buckets of all durations. There are few, because each is a line of each
   * series. The quantiles that Prometheus computes from them are as exact as they are narrow.
   */
  public static Duration[] latencyBuckets() {
    return LongStream.of(LATENCY_MILLIS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  public String description() {
    return description;
  }

  public List<String> labels() {
    return labels;
  }
}
