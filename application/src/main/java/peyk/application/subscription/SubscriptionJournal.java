package peyk.application.subscription;

import java.util.List;
import peyk.domain.diagnosis.Finding;

/** Is told what the checks of hearing find, for whoever watches the service. */
public interface SubscriptionJournal {
  /** A whole check was made; before it, things stood that way. */
  void checked(SubscriptionCheck hearing, WatchSubscription.State before);

  /** Between whole checks, these findings are new, if any. */
  void changed(List<Finding> news);

  /** Devices have appeared and were linked. */
  void linked(LinkNewDevices.Seen seen);

  /** A check could not be made, after one that could, or for another reason than the last. */
  void failed(String why);
}
