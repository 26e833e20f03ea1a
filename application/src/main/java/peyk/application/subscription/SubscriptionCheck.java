package peyk.application.subscription;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.Severity;
import peyk.domain.diagnosis.TraccarFacts;

/**
 * Whether this service can hear what trackers answer, as a whole check found it.
 *
 * @param at when the check began
 * @param facts as they were before what was missing was repaired
 * @param findings what they mean, good and bad
 */
public record SubscriptionCheck(Instant at, TraccarFacts facts, List<Finding> findings) {
  public SubscriptionCheck {
    findings = List.copyOf(findings);
  }

  /** Whether the token is that of a user that hears; what that user lacked has been repaired. */
  public boolean isHeard() {
    return facts.listener().isPresent();
  }

  /** Those of the findings that an earlier check did not have, or with another severity. */
  public List<Finding> newsSince(Optional<SubscriptionCheck> earlier) {
    var known =
        earlier.stream()
            .flatMap(one -> one.findings().stream())
            .map(What::of)
            .collect(Collectors.toSet());
    return findings.stream().filter(finding -> !known.contains(What.of(finding))).toList();
  }

  /** What makes a finding another one; its sentence may hold numbers that differ each time. */
  private record What(String code, Severity severity) {
    static What of(Finding finding) {
      return new What(finding.code(), finding.severity());
    }
  }

  public List<Finding> faults() {
    return findings.stream().filter(Finding::isFault).toList();
  }
}
