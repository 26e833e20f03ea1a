package peyk.adapters.http.console;

import java.util.List;

/** The pages and actions of the console that belong to one business. */
public interface ConsoleRoutes {
  List<ConsoleRoute> routes();
}
