package peyk.adapters.http.admin;

import java.util.List;

/** The operations of the admin API that belong to one business. */
public interface AdminRoutes {
  List<AdminRoute> routes();
}
