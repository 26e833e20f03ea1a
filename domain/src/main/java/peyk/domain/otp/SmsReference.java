package peyk.domain.otp;

import java.util.UUID;

/** Our own name for one text message, by which the gateway can be asked what became of it. */
public record SmsReference(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
