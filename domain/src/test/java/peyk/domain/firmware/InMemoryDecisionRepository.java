package peyk.domain.firmware;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import peyk.domain.device.Imei;

/** Decisions in memory. */
public final class InMemoryDecisionRepository implements DecisionRepository {
  private final List<Remembered> decisions = new ArrayList<>();
  private final Map<Long, Instant> firsts = new HashMap<>();
  private final Map<Imei, Integer> lasts = new HashMap<>();
  private final InMemoryOfferRepository offers;

  InMemoryDecisionRepository(InMemoryOfferRepository offers) {
    this.offers = offers;
  }

  @Override
  public synchronized FirmwareDecision decide(
      FirmwareCheck check, Function<List<Offer>, FirmwareDecision> decide) {
    var decision = decide.apply(offers.of(check.imei()));
    offers.note(decision);
    var repeated =
        Optional.ofNullable(lasts.get(check.imei()))
            .map(decisions::get)
            .filter(one -> remembered(one.id(), decision, one.at(), one.times()).equals(one))
            .filter(one -> decision.at().isBefore(firsts.get(one.id()).plus(LONGEST_REPETITION)))
            .filter(one -> !one.at().isAfter(decision.at()));
    if (repeated.isPresent()) {
      var one = repeated.get();
      decisions.set(
          (int) one.id() - 1, remembered(one.id(), decision, decision.at(), one.times() + 1));
    } else {
      var id = decisions.size() + 1L;
      firsts.put(id, decision.at());
      lasts.put(check.imei(), decisions.size());
      decisions.add(remembered(id, decision, decision.at(), 1));
    }
    return decision;
  }

  private static Remembered remembered(long id, FirmwareDecision decision, Instant at, long times) {
    return new Remembered(
        id,
        cut(decision.check()),
        at,
        times,
        decision.offered().isPresent(),
        decision.reason(),
        decision.decisive().map(one -> one.release().id()),
        decision.explanation());
  }

  private static FirmwareCheck cut(FirmwareCheck check) {
    return check.serial().length() <= LONGEST_SERIAL
        ? check
        : new FirmwareCheck(
            check.imei(),
            check.serial().substring(0, LONGEST_SERIAL),
            check.hardware(),
            check.version());
  }

  @Override
  public synchronized List<Remembered> ofTracker(Imei imei, long before, int atMost) {
    return latest(one -> one.check().imei().equals(imei), before, atMost);
  }

  @Override
  public synchronized List<Remembered> ofRelease(ReleaseId release, long before, int atMost) {
    return latest(one -> one.release().equals(Optional.of(release)), before, atMost);
  }

  private List<Remembered> latest(Predicate<Remembered> which, long before, int atMost) {
    return decisions.reversed().stream()
        .filter(one -> one.id() < before)
        .filter(which)
        .limit(atMost)
        .toList();
  }

  /** All decisions, the first one first. */
  public synchronized List<Remembered> all() {
    return List.copyOf(decisions);
  }
}
