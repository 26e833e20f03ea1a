package peyk.adapters.sandbox.trackers;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToLongFunction;

/**
 * The modem of a simulated tracker. It invents the operator's answers and posts them to the
 * service's {@code /qussd.php}, as real trackers do. Each query lowers the balance.
 */
public final class SimulatedModem {
  private static final String NUMBER_CODE = "*733*2#";
  private static final long PRICE = 130;
  private static final long BALANCE = 150_918;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final String imei;
  private final URI service;
  private final HttpClient http;
  private final AtomicLong balance;

  private SimulatedModem(String imei, URI service, HttpClient http, long balance) {
    this.balance = new AtomicLong(balance);
    this.imei = imei;
    this.service = service;
    this.http = http;
  }

  /** Adds a modem to each tracker of a fleet. */
  public static void install(SimulatedFleet fleet, URI service, HttpClient http) {
    install(fleet, service, http, _ -> BALANCE);
  }

  /**
   * Adds a modem to each tracker of a fleet.
   *
   * @param balance with which a tracker's SIM begins, in rials, by the tracker's number
   */
  public static void install(
      SimulatedFleet fleet, URI service, HttpClient http, IntToLongFunction balance) {
    for (int i = 0; i < fleet.trackers().size(); i++) {
      var tracker = fleet.tracker(i);
      var modem = new SimulatedModem(tracker.imei(), service, http, balance.applyAsLong(i));
      tracker.onUssd(modem::dial);
    }
  }

  private void dial(String code) {
    send(code.equals(NUMBER_CODE) ? number() : balance());
  }

  private String balance() {
    return "+CUSD: 0, \"Etebar:%,dRial\nShegeftangiz:0Rial\", 15"
        .formatted(balance.addAndGet(-PRICE));
  }

  /** The phone number as UCS-2 in hex: modems report text so that is outside their own alphabet. */
  private String number() {
    var text = "1.98912" + imei.substring(imei.length() - 8, imei.length() - 1);
    return "+CUSD: 0, \"%s\", 72"
        .formatted(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE)));
  }

  private void send(String data) {
    var form = "imei=" + imei + "&data=" + URLEncoder.encode(data, StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(service.resolve("/qussd.php"))
            .timeout(TIMEOUT)
            .POST(BodyPublishers.ofString(form))
            .build();
    try {
      http.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      System.err.println("A simulated modem could not report: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
