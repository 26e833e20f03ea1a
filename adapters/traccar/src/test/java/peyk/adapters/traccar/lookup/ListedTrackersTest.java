package peyk.adapters.traccar.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;

class ListedTrackersTest {
  private final ListedTrackers listed = new ListedTrackers();

  @Test
  void trackers_of_a_whole_listing_are_known() {
    var listing = listed.begin();
    listing.add(Imeis.checked(2).digits());
    listing.add("a phone with an app");
    listing.add(Imeis.checked(1).digits());
    assertThat(listed.knows(Imeis.checked(1))).isFalse();

    listing.end();

    assertThat(listed.knows(Imeis.checked(1))).isTrue();
    assertThat(listed.knows(Imeis.checked(3))).isFalse();
    assertThat(listed.mayKnow(Imeis.checked(3))).isFalse();
  }

  @Test
  void before_anything_was_listed_any_tracker_may_be_known() {
    assertThat(listed.mayKnow(Imeis.checked(3))).isTrue();
    assertThat(listed.knows(Imeis.checked(3))).isFalse();
  }

  @Test
  void zeros_at_the_beginning_tell_trackers_apart() {
    var listing = listed.begin();
    listing.add("0123456789012");
    listing.end();
    assertThat(listed.knows(new Imei("00123456789012"))).isFalse();
  }

  @Test
  void a_later_listing_replaces_the_earlier() {
    var first = listed.begin();
    first.add(Imeis.checked(1).digits());
    first.end();
    var second = listed.begin();
    second.add(Imeis.checked(2).digits());
    second.end();
    assertThat(listed.knows(Imeis.checked(1))).isFalse();
  }
}
