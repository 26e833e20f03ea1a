package peyk.domain.diagnosis;

import java.time.Duration;
import java.time.Instant;

/** Judges how long a certificate is still valid. */
public final class CertificateDiagnosis {
  /** Time to renew it by hand. Authorities that renew by themselves do so earlier. */
  static final Duration NOTICE = Duration.ofDays(14);

  private CertificateDiagnosis() {}

  /**
   * @param owner whose certificate it is, for people
   * @param renewal how to replace it
   */
  public static Finding finding(
      Area area, String owner, Instant expiry, Instant now, String renewal) {
    var left = Duration.between(now, expiry);
    if (!left.isPositive()) {
      return area.fault(
          "certificate_expired",
          "the certificate of %s expired at %s".formatted(owner, expiry),
          renewal);
    }
    var valid = "the certificate of %s is valid for %d days".formatted(owner, left.toDays());
    return left.compareTo(NOTICE) < 0
        ? area.note("certificate_expires", valid + ", until " + expiry, renewal)
        : area.ok("certificate", valid);
  }
}
