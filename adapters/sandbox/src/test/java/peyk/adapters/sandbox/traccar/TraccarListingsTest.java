package peyk.adapters.sandbox.traccar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.sandbox.RestClient;

/** The order and the duration of device listings. */
class TraccarListingsTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration SHORT_TIMEOUT = Duration.ofMillis(300);
  private static final int DEVICES = 300;
  private static final int PAGE = 50;

  private ControllableTraccar traccar;
  private SimulatedAccount admin;
  private RestClient asAdmin;

  private void start(TraccarOptions options) {
    traccar = ControllableTraccar.start(options);
    admin = traccar.administrator();
    asAdmin = RestClient.of(traccar).bearer(admin.token());
  }

  @AfterEach
  void stop() {
    traccar.close();
  }

  @Test
  void pages_of_devices_with_the_same_name_overlap_and_miss_some() {
    start(TraccarOptions.defaults());
    for (int index = 0; index < DEVICES; index++) {
      traccar.addDevice("imei" + index, "خودرو " + index % 3);
    }

    var paged = pages();
    assertThat(paged).hasSize(DEVICES);
    assertThat(paged.stream().distinct()).hasSizeLessThan(DEVICES);
    assertThat(pages()).as("the same pages again").isEqualTo(paged);
    assertThat(imeis("")).hasSize(DEVICES).doesNotHaveDuplicates();
  }

  @Test
  void pages_of_devices_with_different_names_hold_each_once() {
    start(TraccarOptions.defaults());
    for (int index = 0; index < DEVICES; index++) {
      traccar.addDevice("imei" + index, "خودرو " + (DEVICES + index));
    }

    assertThat(pages()).hasSize(DEVICES).doesNotHaveDuplicates();
  }

  @Test
  void only_listings_of_the_devices_of_one_user_are_slow() throws Exception {
    var counts = new CopyOnWriteArrayList<Integer>();
    start(
        TraccarOptions.defaults()
            .withListingDelay(devices -> {
              counts.add(devices);
              return Duration.ofHours(1);
            }));
    traccar.link(admin.id(), traccar.addDevice("imei1", "one"));
    traccar.link(admin.id(), traccar.addDevice("imei2", "two"));

    for (var query : List.of("", "?limit=1", "?userId=" + admin.id())) {
      assertThatThrownBy(() -> asAdmin.trySend("GET", "/api/devices" + query, null, SHORT_TIMEOUT))
          .isInstanceOf(HttpTimeoutException.class);
    }
    assertThat(counts).containsOnly(2);
    for (var query : List.of("?all=true", "?uniqueId=imei1", "/1")) {
      assertThat(asAdmin.trySend("GET", "/api/devices" + query, null, TIMEOUT).status())
          .isEqualTo(200);
    }
  }

  private List<String> pages() {
    var all = new ArrayList<String>();
    for (int offset = 0; offset < DEVICES; offset += PAGE) {
      all.addAll(imeis("&limit=" + PAGE + "&offset=" + offset));
    }
    return all;
  }

  private List<String> imeis(String page) {
    return asAdmin.get("/api/devices?all=true" + page).json().findValuesAsText("uniqueId");
  }
}
