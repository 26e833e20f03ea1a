package peyk.adapters.postgres.otp;

import java.time.Instant;
import java.util.Optional;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.otp.OtpPhone;
import peyk.domain.otp.OtpPhoneRepository;
import peyk.domain.otp.PhoneNumber;

/** Reads {@code otp_phone} and {@code otp_request}. */
public record JdbiOtpPhoneRepository(Storage storage, PhoneChanges changes)
    implements OtpPhoneRepository {
  @Override
  public Optional<Known> find(PhoneNumber phone, Instant since) {
    var requests =
        storage
            .sql("SELECT at FROM otp_request WHERE phone = :phone AND at > :since ORDER BY at")
            .bind("phone", phone)
            .bind("since", since)
            .list(row -> Columns.instant(row, "at"));
    var known =
        storage
            .sql("SELECT * FROM otp_phone WHERE phone = :phone")
            .bind("phone", phone)
            .find(OtpPhoneRows::toDomain);
    return known.isEmpty() && requests.isEmpty()
        ? Optional.empty()
        : Optional.of(new Known(known.orElse(OtpPhone.UNKNOWN), requests));
  }

  @Override
  public void unlock(PhoneNumber phone) {
    changes.change(phone, OtpPhone::unlocked);
  }
}
