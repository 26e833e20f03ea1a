package peyk.adapters.postgres.job;

/**
 * Tells the jobs of this process that one may be due, so that they need not wait for their next
 * look into the table. Cheap, whether anybody listens or not.
 */
public final class JobSignal {
  private volatile Runnable listener = () -> {};

  public void fire() {
    listener.run();
  }

  void listen(Runnable newListener) {
    listener = newListener;
  }
}
