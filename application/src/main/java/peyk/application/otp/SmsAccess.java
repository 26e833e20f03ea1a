package peyk.application.otp;

import java.util.List;
import peyk.domain.diagnosis.Finding;
import peyk.domain.otp.SmsAccountGateway;
import peyk.domain.otp.SmsGateway;

/** An SMS gateway as the operator's settings describe it. */
public interface SmsAccess {
  /** Gets ready to use the gateway. It asks nothing, so the gateway may be away. */
  Connection connect();

  /** Findings that need no call, such as a setting that is odd. */
  List<Finding> remarks();

  /**
   * Asks the gateway about account and template, and sends no text.
   *
   * @throws peyk.domain.GatewayUnavailableException if the gateway cannot be asked
   */
  List<Finding> diagnose();

  /** The connection to the gateway, until it is closed. */
  interface Connection extends AutoCloseable {
    SmsGateway gateway();

    SmsAccountGateway account();

    @Override
    void close();
  }
}
