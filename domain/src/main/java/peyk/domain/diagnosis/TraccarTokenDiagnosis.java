package peyk.domain.diagnosis;

import static peyk.domain.diagnosis.Area.TRACCAR;

import peyk.domain.tracker.TokenOwner;
import peyk.domain.tracker.TokenOwner.Nobody;
import peyk.domain.tracker.TokenOwner.ServiceAccount;
import peyk.domain.tracker.TokenOwner.User;

/** Judges the token for Traccar by the rights of its owner. */
final class TraccarTokenDiagnosis {
  private TraccarTokenDiagnosis() {}

  static Finding finding(TokenOwner owner) {
    return switch (owner) {
      case Nobody() ->
          TRACCAR.fault(
              "token_refused",
              "it refuses the token, which has expired, was revoked or never was one",
              "take a new token of an administrator in Traccar, and set TRACCAR_TOKEN");
      case ServiceAccount() ->
          TRACCAR.fault(
              "service_account_token",
              "the token is that of Traccar's service account, to which no events are sent",
              "create an administrator in Traccar, and set TRACCAR_TOKEN to a token of that user");
      case User(_, var administrator) when !administrator ->
          TRACCAR.fault(
              "no_administrator",
              "the token's user is no administrator, so it may not link devices",
              "make that user an administrator in Traccar, under Settings, Users, Permissions");
      case User(var account, _) ->
          TRACCAR.ok("administrator", "the token is that of an administrator, user " + account);
    };
  }
}
