package peyk.adapters.offendingfront;

import peyk.adapters.ghasedak.GhasedakProvider;

/** Breaks a rule on purpose: it names a gateway that should be found. */
public final class NamesAnSmsGateway {
  private NamesAnSmsGateway() {}

  public static String name() {
    return new GhasedakProvider().name();
  }
}
