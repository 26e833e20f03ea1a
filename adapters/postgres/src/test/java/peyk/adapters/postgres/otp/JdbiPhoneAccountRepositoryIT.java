package peyk.adapters.postgres.otp;

import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.account.ListedAccountRepository;
import peyk.domain.account.PhoneAccountRepository;
import peyk.domain.account.PhoneAccountRepositoryContract;

class JdbiPhoneAccountRepositoryIT extends PhoneAccountRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected PhoneAccountRepository accounts() {
    return REPLICAS.one().phoneAccounts();
  }

  @Override
  protected ListedAccountRepository listed() {
    return REPLICAS.other().listedAccounts();
  }
}
