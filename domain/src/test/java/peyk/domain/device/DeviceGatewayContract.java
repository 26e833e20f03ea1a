package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.RequestRefusedException;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceGateway.Edit;

/** What every {@link DeviceGateway} does, whatever it is made of. */
public abstract class DeviceGatewayContract {
  private static final Imei IMEI = new Imei("350123450000001");

  /** More than fit a page. */
  private static final int MANY = 2100;

  private static final DeviceId NO_DEVICE = new DeviceId(987_654_321);

  /** The same one throughout a test; at first there is no device whose IMEI a test uses. */
  protected abstract DeviceGateway devices();

  /** Adds a device that is not online. */
  protected abstract DeviceId add(
      String uniqueId,
      String name,
      Optional<String> model,
      Map<String, @Nullable Object> attributes);

  protected abstract void remove(DeviceId device);

  /** The device's tracker connects. */
  protected abstract void connect(DeviceId device);

  /** Another user each time. */
  protected abstract AccountId someone();

  protected abstract void link(AccountId account, DeviceId device);

  /** From now on Traccar cannot be asked. */
  protected abstract void breakDown();

  @Test
  void devices_are_found_by_a_part_of_their_name_or_number() {
    var car = add(IMEI.digits(), "خودرو 1 of Ali", Optional.empty(), Map.of());
    var other = add("350123450000002", "100% a van_X", Optional.empty(), Map.of());
    assertThat(search("of ali", 10)).containsExactly(car);
    assertThat(search("خودرو 1", 10)).containsExactly(car);
    assertThat(search("0% a", 10)).containsExactly(other);
    assertThat(search("n_x", 10)).containsExactly(other);
    assertThat(search("n%x", 10)).isEmpty();
    assertThat(search("3501234500000", 10)).containsExactlyInAnyOrder(car, other);
    assertThat(search("3501234500000", 1)).hasSize(1);
    assertThat(search("a&limit=0", 10)).isEmpty();
  }

  private List<DeviceId> search(String text, int atMost) {
    return devices().search(text, atMost).stream().map(Device::id).toList();
  }

  @Test
  void a_device_is_found_by_its_imei() {
    var id = add(IMEI.digits(), "car", Optional.of("TYNOR-T950"), Map.of("assignee", 7));
    add("350123450000002", "another", Optional.empty(), Map.of());
    assertThat(devices().find(IMEI))
        .contains(
            new Device(
                id, IMEI.digits(), "car", Optional.of("TYNOR-T950"), false, Map.of("assignee", 7)));
  }

  @Test
  void a_device_is_read_by_its_id() {
    var id = add(IMEI.digits(), "car", Optional.of("m"), oddAttributes());
    assertThat(devices().get(id)).isPresent().isEqualTo(devices().find(IMEI));
    assertThat(devices().get(NO_DEVICE)).isEmpty();
    remove(id);
    assertThat(devices().get(id)).isEmpty();
  }

  @Test
  void a_device_is_not_found_by_its_name_or_a_part_of_its_id() {
    add("4" + IMEI.digits(), IMEI.digits(), Optional.of(IMEI.digits()), Map.of());
    add("35012345000000", IMEI.digits(), Optional.empty(), Map.of());
    assertThat(devices().find(IMEI)).isEmpty();
  }

  @Test
  void an_imei_of_14_digits_is_another_device_than_one_of_15() {
    var shorter = add("35012345000000", "14", Optional.empty(), Map.of());
    var longer = add("350123450000001", "15", Optional.empty(), Map.of());
    assertThat(devices().find(new Imei("35012345000000"))).map(Device::id).contains(shorter);
    assertThat(devices().find(IMEI)).map(Device::id).contains(longer);
  }

  @Test
  void a_device_that_was_removed_is_not_found() {
    var id = add(IMEI.digits(), "car", Optional.empty(), Map.of());
    assertThat(devices().find(IMEI)).isPresent();
    remove(id);
    assertThat(devices().find(IMEI)).isEmpty();
  }

  @Test
  void a_device_whose_tracker_is_connected_is_online() {
    var id = add(IMEI.digits(), "car", Optional.empty(), Map.of());
    assertThat(devices().find(IMEI)).map(Device::online).contains(false);
    connect(id);
    assertThat(devices().find(IMEI)).map(Device::online).contains(true);
  }

  @Test
  void attributes_are_read_as_they_are() {
    var attributes = oddAttributes();
    add(IMEI.digits(), "car", Optional.empty(), attributes);
    var read = devices().find(IMEI).orElseThrow().attributes();
    assertThat(read).isEqualTo(attributes);
    assertThat(read.keySet()).containsExactlyElementsOf(attributes.keySet());
  }

  @Test
  void the_devices_of_a_user_are_those_that_are_linked_to_it() {
    var ali = someone();
    var sara = someone();
    var first = add(IMEI.digits(), "car 1", Optional.empty(), Map.of());
    var second = add("350123450000002", "car 2", Optional.empty(), Map.of());
    link(ali, first);
    link(ali, second);
    link(sara, second);
    assertThat(devices().ofAccount(ali)).extracting(Device::name).containsOnly("car 1", "car 2");
    assertThat(devices().ofAccount(sara)).extracting(Device::id).containsExactly(second);
    assertThat(devices().ofAccount(someone())).isEmpty();
    assertThat(devices().ofAccount(new AccountId(987_654_321))).isEmpty();
  }

  @Test
  void all_devices_are_handed_over_in_portions_with_their_attributes() {
    var handed = new ArrayList<Device>();
    devices().forEach(handed::addAll);
    assertThat(handed).isEmpty();
    for (int i = 0; i < MANY; i++) {
      add("35012345%07d".formatted(i), "car " + i, Optional.of("m"), Map.of("number", i));
    }
    var portions = new ArrayList<Integer>();
    devices()
        .forEach(batch -> {
          portions.add(batch.size());
          handed.addAll(batch);
        });
    assertThat(portions).hasSizeGreaterThan(1);
    assertThat(handed).hasSize(MANY).extracting(Device::id).doesNotHaveDuplicates();
    assertThat(handed)
        .extracting(device -> device.attributes().get("number"))
        .contains(0, 1, MANY - 1);
    assertThat(handed).extracting(Device::model).containsOnly(Optional.of("m"));
  }

  @Test
  void during_an_outage_nobody_is_told_that_there_are_no_devices() {
    add(IMEI.digits(), "car", Optional.empty(), Map.of());
    breakDown();
    assertThatThrownBy(() -> devices().forEach(batch -> {}))
        .isInstanceOf(GatewayUnavailableException.class);
  }

  @Test
  void a_change_that_somebody_makes_during_an_update_is_kept() {
    var id = add(IMEI.digits(), "car", Optional.empty(), Map.of());
    var isFirst = new AtomicBoolean(true);
    devices()
        .update(
            id,
            device -> {
              if (isFirst.getAndSet(false)) {
                devices().update(id, other -> new Edit<>(other.with("app", 1).named("mine"), ""));
              }
              return new Edit<>(device.with("imsi", "432350000000001"), "");
            });
    var device = devices().get(id).orElseThrow();
    assertThat(device.name()).isEqualTo("mine");
    assertThat(device.attributes()).containsEntry("app", 1).containsKey("imsi");
  }

  @Test
  void an_update_changes_name_model_and_attributes() {
    var id = add(IMEI.digits(), "old", Optional.of("old model"), Map.of("drop", 1, "keep", "k"));
    var report =
        devices()
            .update(
                id,
                device -> {
                  var changed =
                      device
                          .named("خودرو 1")
                          .ofModel("TYNOR-T950")
                          .without("drop")
                          .with("assignee", 12L)
                          .with("firmware", "2.1.0d");
                  return new Edit<>(changed, "done with " + device.name());
                });
    assertThat(report).contains("done with old");
    var written = devices().find(IMEI).orElseThrow();
    assertThat(written.name()).isEqualTo("خودرو 1");
    assertThat(written.model()).contains("TYNOR-T950");
    assertThat(written.assignee()).contains(new AccountId(12));
    assertThat(written.attributes().keySet()).containsOnly("keep", "assignee", "firmware");
  }

  @Test
  void what_an_update_does_not_touch_stays_as_it_was() {
    var attributes = oddAttributes();
    var id = add(IMEI.digits(), "car", Optional.of("m"), attributes);
    devices().update(id, device -> new Edit<>(device.with("new", "n"), ""));
    var expected = new LinkedHashMap<>(attributes);
    expected.put("new", "n");
    var written = devices().find(IMEI).orElseThrow();
    assertThat(written.attributes()).isEqualTo(expected);
    assertThat(written.model()).contains("m");
    assertThat(written.name()).isEqualTo("car");
  }

  @Test
  void an_update_that_changes_nothing_reports_all_the_same() {
    var id = add(IMEI.digits(), "car", Optional.empty(), oddAttributes());
    assertThat(devices().update(id, device -> new Edit<>(device, "seen"))).contains("seen");
    assertThat(devices().find(IMEI)).map(Device::attributes).contains(oddAttributes());
  }

  @Test
  void a_device_that_does_not_exist_is_not_updated() {
    var asked = new AtomicBoolean();
    var report =
        devices()
            .update(
                NO_DEVICE,
                device -> {
                  asked.set(true);
                  return new Edit<>(device, "");
                });
    assertThat(report).isEmpty();
    assertThat(asked).isFalse();
  }

  @Test
  void attributes_that_are_too_long_are_refused_and_nothing_changes() {
    var id = add(IMEI.digits(), "car", Optional.empty(), Map.of("keep", "k"));
    assertThatThrownBy(() ->
            devices().update(id, d -> new Edit<>(d.with("long", "x".repeat(4000)).named("n"), "")))
        .isInstanceOf(RequestRefusedException.class);
    var device = devices().find(IMEI).orElseThrow();
    assertThat(device.name()).isEqualTo("car");
    assertThat(device.attributes()).isEqualTo(Map.of("keep", "k"));
  }

  @Test
  void a_change_that_fails_writes_nothing() {
    var id = add(IMEI.digits(), "car", Optional.empty(), Map.of());
    assertThatThrownBy(() ->
            devices()
                .update(
                    id,
                    _ -> {
                      throw new GatewayUnavailableException("somebody else is away");
                    }))
        .hasMessage("somebody else is away");
    assertThat(devices().find(IMEI)).map(Device::name).contains("car");
  }

  @Test
  void an_outage_does_not_look_like_an_answer() {
    var id = add(IMEI.digits(), "car", Optional.empty(), Map.of());
    var ali = someone();
    breakDown();
    List<Callable<?>> calls =
        List.of(
            () -> devices().find(IMEI),
            () -> devices().get(id),
            () -> devices().ofAccount(ali),
            () -> {
              devices().forEach(batch -> {});
              return "";
            },
            () -> devices().update(id, device -> new Edit<>(device.named("n"), "")));
    for (var call : calls) {
      assertThatThrownBy(call::call).isInstanceOf(GatewayUnavailableException.class);
    }
  }

  private static Map<String, @Nullable Object> oddAttributes() {
    var nested = new LinkedHashMap<String, @Nullable Object>();
    nested.put("deep", List.of(1, 2.5, "three"));
    nested.put("none", null);
    var attributes = new LinkedHashMap<String, @Nullable Object>();
    attributes.put("zebra", "متن \"quoted\" \\ \n");
    attributes.put("integer", 17);
    attributes.put("long", 4_102_444_799_000L);
    attributes.put("huge", new BigInteger("123456789012345678901234567890"));
    attributes.put("double", 12.25);
    attributes.put("small", 1.0E-7);
    attributes.put("flag", true);
    attributes.put("nothing", null);
    attributes.put("list", Arrays.asList("a", null, 3));
    attributes.put("apple", nested);
    return attributes;
  }
}
