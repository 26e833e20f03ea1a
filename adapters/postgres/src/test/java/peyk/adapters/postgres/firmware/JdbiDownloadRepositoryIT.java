package peyk.adapters.postgres.firmware;

import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.firmware.DownloadRepository;
import peyk.domain.firmware.DownloadRepositoryContract;

class JdbiDownloadRepositoryIT extends DownloadRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected DownloadRepository downloads() {
    return REPLICAS.one().downloads();
  }
}
