package peyk.adapters.postgres.job;

/**
 * Tells the runner of jobs in this process that one may be due, so that it need not wait for its
 * next poll. Cheap, whether anybody listens or not.
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
