package peyk.domain.otp;

import java.util.UUID;

/** This service's id of a text, under which the gateway can be asked for it. */
public record SmsReference(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
