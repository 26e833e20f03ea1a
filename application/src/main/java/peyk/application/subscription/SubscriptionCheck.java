package peyk.application.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.Severity;
import peyk.domain.diagnosis.TraccarFacts;

/**
 * The result of a whole check of the subscription.
 *
 * @param at when the check began
 * @param facts the facts before the repair
 * @param findings their meaning, good and bad
 */
public record SubscriptionCheck(Instant at, TraccarFacts facts, List<Finding> findings) {
  public SubscriptionCheck {
    findings = List.copyOf(findings);
  }

  /** Whether the token's user can receive events. Missing notifications and links were added. */
  public boolean isSubscribed() {
    return facts.subscription().isPresent();
  }

  /** The findings that an earlier check did not have, or had with another severity. */
  public List<Finding> newsSince(Optional<SubscriptionCheck> earlier) {
    var known =
        earlier.stream()
            .flatMap(one -> one.findings().stream())
            .map(What::of)
            .collect(Collectors.toSet());
    return findings.stream().filter(finding -> !known.contains(What.of(finding))).toList();
  }

  /** The identity of a finding. Its sentence may hold numbers that differ each time. */
  private record What(String code, Severity severity) {
    static What of(Finding finding) {
      return new What(finding.code(), finding.severity());
    }
  }

  public List<Finding> faults() {
    return findings.stream().filter(Finding::isFault).toList();
  }
}
