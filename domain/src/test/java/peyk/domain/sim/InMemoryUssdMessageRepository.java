package peyk.domain.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import peyk.domain.command.CommandAnswer;
import peyk.domain.device.AnswerKind;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;

/**
 * Messages in memory, together with what is learnt from them; changes of devices go where all of
 * those wait.
 */
public final class InMemoryUssdMessageRepository implements UssdMessageRepository {
  private final Map<Long, Waiting> waiting = new TreeMap<>();
  private final Map<Waiting, UssdOutcome> outcomes = new LinkedHashMap<>();
  private final InMemorySimRepository sims = new InMemorySimRepository();
  private final InMemoryDeviceChangeRepository changes;
  private final ClusterTime clock;
  private long lastId;

  public InMemoryUssdMessageRepository(InMemoryDeviceChangeRepository changes, ClusterTime clock) {
    this.changes = changes;
    this.clock = clock;
  }

  public InMemorySimRepository sims() {
    return sims;
  }

  @Override
  public synchronized void add(UssdMessage message) {
    var id = ++lastId;
    waiting.put(id, new Waiting(id, message));
    changes.jobs().wake(JobKind.READ_USSD, Integer.toString(message.partition()), clock.now());
  }

  @Override
  public synchronized List<Waiting> waiting(int partition, int atMost) {
    return waiting.values().stream()
        .filter(message -> message.message().partition() == partition)
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized void settle(List<Settled> settled) {
    for (var one : settled) {
      if (waiting.remove(one.message().id()) != null) {
        outcomes.put(one.message(), one.outcome());
        var at = one.message().message().at();
        var answer = new CommandAnswer(AnswerKind.USSD, at);
        one.device()
            .ifPresent(device -> changes.commands().change(device, line -> line.answered(answer)));
        one.effect().ifPresent(effect -> apply(effect, one.message().message()));
      }
    }
  }

  private void apply(Effect effect, UssdMessage message) {
    sims.learn(effect, message.at());
    changes.add(effect.device(), effect.patch());
  }

  /** All messages that wait, whatever their partition, in order. */
  public synchronized List<UssdMessage> waiting() {
    return waiting.values().stream().map(Waiting::message).toList();
  }

  /** What became of messages, the first settled first. */
  public synchronized List<UssdOutcome> outcomes() {
    return new ArrayList<>(outcomes.values());
  }
}
