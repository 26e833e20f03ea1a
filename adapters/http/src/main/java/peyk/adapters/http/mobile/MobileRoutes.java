package peyk.adapters.http.mobile;

import java.util.List;

/** The endpoints of the mobile API that belong to one business. */
public interface MobileRoutes {
  List<MobileEndpoint> endpoints();
}
