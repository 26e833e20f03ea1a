package peyk.domain.firmware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import peyk.domain.device.Imei;

/** Decisions in memory. */
public final class InMemoryDecisionRepository implements DecisionRepository {
  private final List<Remembered> decisions = new ArrayList<>();
  private final InMemoryOfferRepository offers;

  InMemoryDecisionRepository(InMemoryOfferRepository offers) {
    this.offers = offers;
  }

  @Override
  public synchronized FirmwareDecision decide(
      FirmwareCheck check, Function<List<Offer>, FirmwareDecision> decide) {
    var decision = decide.apply(offers.of(check.imei()));
    offers.note(decision);
    decisions.add(
        new Remembered(
            decisions.size() + 1,
            cut(decision.check()),
            decision.at(),
            decision.offered().isPresent(),
            decision.reason(),
            decision.decisive().map(one -> one.release().id()),
            decision.explanation()));
    return decision;
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
