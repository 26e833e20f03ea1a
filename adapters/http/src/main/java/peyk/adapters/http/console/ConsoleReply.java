package peyk.adapters.http.console;

import io.helidon.http.Header;
import io.helidon.http.Status;
import java.util.Optional;

/** A handler's answer. */
sealed interface ConsoleReply {
  /**
   * A whole page.
   *
   * @param title for the browser's tab
   * @param content the part below the navigation
   */
  record Page(Status status, String title, Html content) implements ConsoleReply {}

  /** A page without navigation. */
  record Bare(Status status, String title, Html content) implements ConsoleReply {}

  /** A part of a page. */
  record Fragment(Html content) implements ConsoleReply {}

  /** Leads the browser to another page, by a GET. */
  record Go(String path, Optional<Header> cookie) implements ConsoleReply {
    Go(String path) {
      this(path, Optional.empty());
    }
  }

  static ConsoleReply page(String title, Html content) {
    return new Page(Status.OK_200, title, content);
  }

  /**
   * Leads back to a page, which says the outcome of an action.
   *
   * @param path without a query
   */
  record Said(Outcome outcome, String path) implements ConsoleReply {}
}
