package peyk.adapters.postgres.otp;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;
import peyk.adapters.postgres.base.Columns;
import peyk.domain.otp.OtpRateLimit;
import peyk.domain.otp.OtpRequest;

/**
 * The requests that count towards the limits of a batch: those stored, and those that the batch was
 * granted so far.
 */
final class RequestWindows {
  /**
   * Reads the times that decisions may depend on. A limit of {@code r} requests is full if the
   * {@code r}-th newest one is in its period. A batch adds newer ones: at most its size minus one.
   */
  static final String SELECT =
      """
      SELECT number, at
        FROM unnest(:numbers, :scopes, :shared, :sinces, :skips, :takes)
               AS w (number, scope, key, since, skip, take)
       CROSS JOIN LATERAL (
              (SELECT at FROM otp_request
                WHERE w.scope = 'PHONE' AND phone = w.key AND at > w.since
                ORDER BY at DESC OFFSET w.skip LIMIT w.take)
              UNION ALL
              (SELECT at FROM otp_request
                WHERE w.scope = 'ADDRESS' AND address = w.key AND at > w.since
                ORDER BY at DESC OFFSET w.skip LIMIT w.take)
              UNION ALL
              (SELECT at FROM otp_request
                WHERE w.scope = 'BLOCK' AND block = w.key AND at > w.since
                ORDER BY at DESC OFFSET w.skip LIMIT w.take)
              UNION ALL
              (SELECT at FROM otp_request
                WHERE w.scope = 'SERVICE' AND at > w.since
                ORDER BY at DESC OFFSET w.skip LIMIT w.take)) AS newest
      """;

  private record Key(OtpRateLimit limit, String sharedBy) {
    static Key of(OtpRateLimit limit, OtpRequest request) {
      return new Key(
          limit,
          switch (limit.scope()) {
            case PHONE -> request.phone().e164();
            case ADDRESS -> request.address().value();
            case BLOCK -> request.phone().block();
            case SERVICE -> "";
          });
    }
  }

  /** The requests that a limit counts together, without the newest ones, which always count. */
  private static final class Window {
    private final Key key;
    private final List<Instant> newestFirst = new ArrayList<>();
    private Instant since = Instant.MAX;
    private int requests;

    Window(Key key) {
      this.key = key;
    }

    void expect(OtpRequest request) {
      requests++;
      var from = since(key.limit(), request);
      since = from.isBefore(since) ? from : since;
    }

    /** How many times may decide. */
    int size() {
      return Math.min(requests, key.limit().requests());
    }

    int skipped() {
      return key.limit().requests() - size();
    }

    boolean add(Instant time) {
      var found = Collections.binarySearch(newestFirst, time, Comparator.reverseOrder());
      newestFirst.add(found < 0 ? -found - 1 : found, time);
      return true;
    }

    boolean isFull(OtpRequest request) {
      return newestFirst.size() >= size() && oldest().isAfter(since(key.limit(), request));
    }

    Instant oldest() {
      return newestFirst.get(size() - 1);
    }
  }

  private final Map<Key, Window> windows = new LinkedHashMap<>();
  private final List<Window> numbered;
  private final Collection<OtpRateLimit> limits;

  /**
   * @param limits of any request of the batch
   */
  RequestWindows(Collection<OtpRequest> batch, Collection<OtpRateLimit> limits) {
    this.limits = limits;
    for (var request : batch) {
      for (var limit : limits) {
        windows.computeIfAbsent(Key.of(limit, request), Window::new).expect(request);
      }
    }
    numbered = List.copyOf(windows.values());
  }

  private static Instant since(OtpRateLimit limit, OtpRequest request) {
    return Columns.asStored(request.at().minus(limit.period()));
  }

  Query bind(Query select) {
    var numbers = new ArrayList<Integer>();
    numbered.forEach(window -> numbers.add(numbers.size()));
    return select
        .bind("numbers", Columns.longs(numbers, Integer::longValue))
        .bind("scopes", Columns.texts(numbered, window -> window.key.limit().scope().name()))
        .bind("shared", Columns.texts(numbered, window -> window.key.sharedBy()))
        .bind("sinces", Columns.times(numbered, window -> window.since))
        .bind("skips", Columns.longs(numbered, Window::skipped))
        .bind("takes", Columns.longs(numbered, Window::size));
  }

  /** Adds a row of {@link #SELECT}. */
  boolean add(ResultSet row) throws SQLException {
    return numbered.get(row.getInt("number")).add(Columns.instant(row, "at"));
  }

  void grant(OtpRequest request) {
    for (var limit : limits) {
      window(limit, request).add(Columns.asStored(request.at()));
    }
  }

  /** For each limit that is full for a request, the time of the request that fills it. */
  Map<OtpRateLimit, Instant> full(OtpRequest request, Collection<OtpRateLimit> itsLimits) {
    var full = new HashMap<OtpRateLimit, Instant>();
    for (var limit : itsLimits) {
      var window = window(limit, request);
      if (window.isFull(request)) {
        full.put(limit, window.oldest());
      }
    }
    return full;
  }

  private Window window(OtpRateLimit limit, OtpRequest request) {
    return requireNonNull(windows.get(Key.of(limit, request)), "a request is not of this batch");
  }
}
