package peyk.adapters.postgres.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.AtOnce;
import peyk.domain.Eventually;
import peyk.domain.StorageUnavailableException;
import peyk.domain.command.CommandLines;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.job.JobKind;
import peyk.domain.sim.SimRepository;
import peyk.domain.sim.Ussd;
import peyk.domain.sim.UssdMessageRepository;
import peyk.domain.sim.UssdMessageRepositoryContract;
import peyk.domain.sim.UssdOutcome;
import peyk.domain.tracker.DeviceChangeRepository;

class JdbiUssdMessageRepositoryIT extends UssdMessageRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  private static final Imei IMEI = Imeis.checked(1);

  @Override
  protected UssdMessageRepository messages() {
    return REPLICAS.one().ussdMessages();
  }

  @Override
  protected UssdMessageRepository messagesOfAnotherReplica() {
    return REPLICAS.other().ussdMessages();
  }

  @Override
  protected SimRepository sims() {
    return REPLICAS.one().sims();
  }

  @Override
  protected DeviceChangeRepository changes() {
    return REPLICAS.one().deviceChanges(Commands.policy());
  }

  @Override
  protected CommandLines commands() {
    return REPLICAS.one().commands();
  }

  @Override
  protected int wakeups(JobKind kind, String instance) {
    return REPLICAS.wakeups(kind, instance);
  }

  @Test
  void a_message_is_committed_before_its_sender_is_told() {
    for (int i = 0; i < 50; i++) {
      messages().add(Ussd.message(IMEI, "message " + i));
      assertThat(REPLICAS.texts("SELECT data FROM ussd_message ORDER BY id DESC LIMIT 1"))
          .containsExactly("message " + i);
    }
  }

  @Test
  void thousands_at_once_share_a_few_transactions() {
    AtOnce.run(
        5_000,
        number -> {
          messages().add(Ussd.message(Imeis.checked(number), Integer.toString(number)));
          return number;
        });
    assertThat(stored())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 5_000).mapToObj(Integer::toString).toList());
    assertThat(REPLICAS.texts("SELECT DISTINCT xmin::text FROM ussd_message"))
        .hasSizeLessThan(2_500);
  }

  @Test
  void text_that_no_column_takes_is_stored_with_replacement_characters() {
    var message = Ussd.message("3\0", "a\0b\uD800😀", Ussd.AT);
    messages().add(message);
    assertThat(REPLICAS.texts("SELECT imei || ' ' || data FROM ussd_message"))
        .containsExactly("3\uFFFD a\uFFFDb\uFFFD😀");
  }

  @Test
  void a_message_that_no_row_takes_fails_alone() {
    REPLICAS.execute("ALTER TABLE ussd_message ADD CONSTRAINT bad CHECK (data <> 'bad')");
    try {
      var failed =
          AtOnce.run(
              100,
              number -> {
                try {
                  messages().add(Ussd.message(IMEI, number == 50 ? "bad" : "good"));
                  return false;
                } catch (StorageUnavailableException e) {
                  throw e;
                } catch (RuntimeException e) {
                  return true;
                }
              });
      assertThat(IntStream.range(0, 100).filter(failed::get)).containsExactly(50);
      assertThat(stored()).hasSize(99).containsOnly("good");
    } finally {
      REPLICAS.execute("ALTER TABLE ussd_message DROP CONSTRAINT bad");
    }
  }

  @Test
  void in_an_outage_senders_are_told_and_nothing_that_was_acknowledged_is_lost() throws Exception {
    var acknowledged = Collections.synchronizedList(new ArrayList<String>());
    var refused = Collections.synchronizedList(new ArrayList<String>());
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < 64; sender++) {
        int first = sender * 1_000_000;
        senders.submit(() -> {
          for (int i = first; refused.size() < 64; i++) {
            var data = Integer.toString(i);
            try {
              messages().add(Ussd.message(IMEI, data));
              acknowledged.add(data);
            } catch (StorageUnavailableException e) {
              refused.add(data);
            }
          }
        });
      }
      Eventually.until("some are stored", () -> acknowledged.size() > 1_000);
      REPLICAS.goAway();
      try {
        assertThatThrownBy(() -> messages().add(Ussd.message(IMEI, "refused")))
            .isInstanceOf(StorageUnavailableException.class);
        senders.shutdown();
        assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      } finally {
        REPLICAS.comeBack();
      }
    }
    Eventually.until("it can be asked again", REPLICAS.one()::isUp);
    messages().add(Ussd.message(IMEI, "after"));
    assertThat(stored())
        .doesNotHaveDuplicates()
        .containsAll(acknowledged)
        .contains("after")
        .doesNotContain("refused");
  }

  @Test
  void a_database_that_is_closed_takes_nothing() {
    var database = REPLICAS.open();
    database.ussdMessages().add(Ussd.message(IMEI, "before"));
    database.close();
    assertThatThrownBy(() -> database.ussdMessages().add(Ussd.message(IMEI, "after")))
        .isInstanceOf(StorageUnavailableException.class);
    assertThat(stored()).containsExactly("before");
  }

  @Test
  void what_became_of_messages_can_be_looked_up() {
    messages().add(Ussd.message(IMEI, "1"));
    messages().add(Ussd.message(IMEI, "2"));
    messages().add(Ussd.message(IMEI, "3"));
    var waiting = messages().waiting(Ussd.message(IMEI, "").partition(), 2);
    messages()
        .settle(
            List.of(
                Ussd.understood(waiting.get(0), new DeviceId(7), Ussd.balance(1)),
                Ussd.without(waiting.get(1), UssdOutcome.UNKNOWN_TRACKER)));
    assertThat(
            REPLICAS.texts(
                """
                SELECT concat_ws(' ', data, outcome, handled_at = '%s')
                  FROM ussd_message
                 ORDER BY id
                """
                    .formatted(Replicas.START)))
        .containsExactly("1 understood t", "2 unknown_tracker t", "3");
  }

  @Test
  void messages_are_settled_with_all_their_effects_or_not_at_all() {
    messages().add(Ussd.message(IMEI, "1"));
    var waiting = messages().waiting(Ussd.message(IMEI, "").partition(), 1).getFirst();
    var settled = Ussd.understood(waiting, new DeviceId(7), Ussd.balance(1));
    REPLICAS.execute("ALTER TABLE device_patch ADD CONSTRAINT bad CHECK (device_id <> 7)");
    try {
      assertThatThrownBy(() -> messages().settle(List.of(settled)))
          .isInstanceOf(RuntimeException.class);
    } finally {
      REPLICAS.execute("ALTER TABLE device_patch DROP CONSTRAINT bad");
    }
    assertThat(sims().find(IMEI)).isEmpty();
    assertThat(sims().history(IMEI, Long.MAX_VALUE, 10)).isEmpty();
    messages().settle(List.of(settled));
    assertThat(sims().history(IMEI, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void partitions_that_change_the_same_devices_do_not_wait_in_a_circle() {
    var devices = IntStream.rangeClosed(1, 20).mapToObj(DeviceId::new).toList();
    for (int i = 0; i < 400; i++) {
      messages().add(Ussd.message(Imeis.checked(i), Integer.toString(i)));
    }
    AtOnce.run(
        UssdMessageRepository.PARTITIONS,
        partition -> {
          var settled = new ArrayList<UssdMessageRepository.Settled>();
          for (var waiting : messages().waiting(partition, 1_000)) {
            var device = devices.get((settled.size() * 7 + partition * 3) % devices.size());
            settled.add(Ussd.understood(waiting, device, Ussd.balance(partition)));
          }
          messages().settle(settled);
          return partition;
        });
    assertThat(REPLICAS.texts("SELECT count(*) FROM device_patch")).containsExactly("400");
  }

  @Test
  void a_device_may_be_changed_in_ways_that_no_column_takes() {
    messages().add(Ussd.message(IMEI, "a\0"));
    var waiting = messages().waiting(Ussd.message(IMEI, "").partition(), 1).getFirst();
    messages().settle(List.of(Ussd.understood(waiting, new DeviceId(7), Ussd.number("0912\0"))));
    assertThat(sims().find(IMEI).orElseThrow().number().orElseThrow().digits())
        .isEqualTo("0912\uFFFD");
    assertThat(changes().waiting(new DeviceId(7), 1)).hasSize(1);
  }

  private static List<String> stored() {
    return REPLICAS.texts("SELECT data FROM ussd_message ORDER BY id");
  }
}
