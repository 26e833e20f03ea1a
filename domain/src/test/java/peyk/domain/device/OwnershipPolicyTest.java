package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import peyk.domain.account.Account;
import peyk.domain.account.AccountId;
import peyk.domain.account.Login;
import peyk.domain.device.OwnershipPolicy.Verdict;

class OwnershipPolicyTest {
  private static final Account USER = new Account(new AccountId(1), new Login("09120000001"));
  private static final Account OTHER = new Account(new AccountId(2), new Login("Ali@example.com"));
  private static final Optional<Account> NOBODY = Optional.empty();

  @ParameterizedTest
  @MethodSource
  void a_device_may_become_a_users(Optional<Account> owner, String from, Verdict verdict) {
    assertThat(
            OwnershipPolicy.decide(
                owner,
                USER,
                Optional.of(from).filter(text -> !text.equals("none")),
                Optional.of(from)
                    .filter(text -> !text.isEmpty() && !text.equals("none"))
                    .map(Login::new)))
        .isEqualTo(verdict);
  }

  static Stream<Arguments> a_device_may_become_a_users() {
    var byUser = Optional.of(USER);
    var byOther = Optional.of(OTHER);
    return Stream.of(
        arguments(NOBODY, "none", new Verdict.Free()),
        arguments(NOBODY, "", new Verdict.Free()),
        arguments(NOBODY, "anybody", new Verdict.Free()),
        arguments(NOBODY, "09120000001", new Verdict.Free()),
        arguments(byUser, "none", new Verdict.Own()),
        arguments(byUser, "09120000001", new Verdict.Own()),
        arguments(byUser, "", new Verdict.NotFromOwner()),
        arguments(byUser, "ali@example.com", new Verdict.NotFromOwner()),
        arguments(byOther, "none", new Verdict.Taken()),
        arguments(byOther, "", new Verdict.NotFromOwner()),
        arguments(byOther, "09120000001", new Verdict.NotFromOwner()),
        arguments(byOther, "reza@example.com", new Verdict.NotFromOwner()),
        arguments(byOther, "Ali@example.com", new Verdict.Transfer(OTHER)),
        arguments(byOther, "ALI@EXAMPLE.COM", new Verdict.Transfer(OTHER)));
  }
}
