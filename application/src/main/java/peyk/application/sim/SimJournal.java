package peyk.application.sim;

import peyk.domain.sim.UssdOutcome;

/** Told of what becomes of USSD messages, for those who watch the service. */
public interface SimJournal {
  void read(UssdOutcome outcome);
}
