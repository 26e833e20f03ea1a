package peyk.bootstrap.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.sandbox.ghasedak.SimulatedGhasedak;
import peyk.adapters.sandbox.traccar.ControllableTraccar;
import peyk.adapters.sandbox.traccar.TraccarOptions;

/** A Postgres of its own, a simulated Traccar and a simulated SMS gateway, all on this machine. */
final class Surroundings implements AutoCloseable {
  private static final String SMS_KEY = "key";
  private static final String OTP_KEY = "a key for the benchmark, and nothing else";

  final ControllableTraccar traccar = ControllableTraccar.start(TraccarOptions.defaults());
  final SimulatedGhasedak sms = SimulatedGhasedak.start(SMS_KEY);
  private final OwnDatabase postgres = new OwnDatabase();

  Surroundings() throws IOException {
    sms.template(SimulatedGhasedak.TEMPLATE, "param1");
  }

  PostgresConfig postgres() {
    return postgres.config();
  }

  Path directory() {
    return postgres.directory();
  }

  /** What the service is told, with no limit on how much it is asked. */
  Map<String, String> environment(Map<String, String> own) {
    var environment =
        new HashMap<>(
            Map.ofEntries(
                Map.entry("SERVER_HOST", "127.0.0.1"),
                Map.entry("SERVER_PORT", "0"),
                Map.entry("ADMIN_PORT", "0"),
                Map.entry("DATABASE_URL", postgres.config().jdbcUrl()),
                Map.entry("DATABASE_USER", postgres.config().user()),
                Map.entry("DATABASE_PASSWORD", postgres.config().password().value()),
                Map.entry("TRACCAR_URL", traccar.uri().toString()),
                Map.entry("TRACCAR_TOKEN", traccar.administrator().token()),
                Map.entry("SMS_URL", sms.uri().toString()),
                Map.entry("SMS_KEY", SMS_KEY),
                Map.entry("SMS_TEMPLATE", SimulatedGhasedak.TEMPLATE),
                Map.entry("API_SECRETS", "secret"),
                Map.entry("OTP_KEY", OTP_KEY),
                Map.entry("OTP_ADDRESS_PER_HOUR", "0"),
                Map.entry("OTP_BLOCK_PER_HOUR", "0"),
                Map.entry("OTP_SERVICE_PER_MINUTE", "0"),
                Map.entry("USSD_ADDRESS_PER_MINUTE", "0"),
                Map.entry("FIRMWARE_ADDRESS_PER_MINUTE", "0"),
                Map.entry("FIRMWARE_TRACKER_PER_HOUR", "0"),
                Map.entry("USSD_TRACKER_PER_HOUR", "0"),
                Map.entry("FIRMWARE_FIRST_WAIT", "0"),
                Map.entry("FIRMWARE_LONGEST_WAIT", "0"),
                Map.entry("SCHEDULE_ENABLED", "false"),
                Map.entry("LOG_LEVEL", "warn")));
    environment.putAll(own);
    return environment;
  }

  @Override
  public void close() {
    sms.close();
    traccar.close();
    postgres.close();
  }
}
