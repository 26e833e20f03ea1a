package peyk.application.monitoring;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spans of what the service does, for a tracing system. They hold no phone, IMEI, code, token or
 * text. Until a recorder is installed nothing is recorded, and a span costs the reading of a field.
 */
public final class Spans {
  /** The side of a call, or of a message, that a span is on. */
  public enum Kind {
    SERVER,
    CLIENT,
    CONSUMER,
    INTERNAL
  }

  /** Work under way in this thread until it is closed, in the same thread. */
  public interface Span extends AutoCloseable {
    /**
     * @param value one of a few, or an id without meaning
     */
    void note(String key, String value);

    /** The work has failed. */
    void fail();

    @Override
    void close();
  }

  /** Where spans go. */
  public interface Recorder {
    /**
     * @param cause a result of {@link #current}; null = the span under way in this thread
     */
    Span begin(Kind kind, String name, @Nullable Object cause);

    /** The span under way in this thread; null = there is none. */
    @Nullable Object current();
  }

  private static final Span NOTHING =
      new Span() {
        @Override
        public void note(String key, String value) {}

        @Override
        public void fail() {}

        @Override
        public void close() {}
      };

  private static final int MOST_CAUSES = 10_000;

  /** By job. The oldest are forgotten; jobs that other replicas run begin traces of their own. */
  private static final Map<String, Object> CAUSES =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
          return size() > MOST_CAUSES;
        }
      };

  private static volatile @Nullable Recorder recorder;

  private Spans() {}

  /** Records all spans from now on; null ends it. */
  public static void install(@Nullable Recorder wanted) {
    recorder = wanted;
  }

  /** For work that is not worth a span. */
  public static Span none() {
    return NOTHING;
  }

  /** Begins a span inside the one that is under way in this thread. */
  public static Span begin(Kind kind, String name) {
    var present = recorder;
    return present == null ? NOTHING : present.begin(kind, name, null);
  }

  /** Begins the run of a job, inside the span that woke it if this process knows that. */
  public static Span beginJob(String kind, String instance) {
    var present = recorder;
    return present == null
        ? NOTHING
        : present.begin(Kind.INTERNAL, "job " + kind, takeCause(kind + " " + instance));
  }

  private static @Nullable Object takeCause(String job) {
    synchronized (CAUSES) {
      return CAUSES.remove(job);
    }
  }

  /** The span under way in this thread wakes a job; without one, no earlier span counts either. */
  public static void wakes(String kind, String instance) {
    var present = recorder;
    if (present == null) {
      return;
    }
    var cause = present.current();
    synchronized (CAUSES) {
      if (cause == null) {
        CAUSES.remove(kind + " " + instance);
      } else {
        CAUSES.put(kind + " " + instance, cause);
      }
    }
  }
}
