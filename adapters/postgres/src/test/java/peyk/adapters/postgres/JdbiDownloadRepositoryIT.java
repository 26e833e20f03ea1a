package peyk.adapters.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.domain.firmware.DownloadRepository;
import peyk.domain.firmware.DownloadRepositoryContract;

class JdbiDownloadRepositoryIT extends DownloadRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected DownloadRepository downloads() {
    return REPLICAS.one().downloads();
  }
}
