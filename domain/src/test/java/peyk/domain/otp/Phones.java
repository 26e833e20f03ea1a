package peyk.domain.otp;

/** Phone numbers for tests; none of them is anybody's. */
public final class Phones {
  private Phones() {}

  public static PhoneNumber any() {
    return numbered(1);
  }

  public static PhoneNumber another() {
    return numbered(2);
  }

  /** One of ten thousand numbers of the same block. */
  public static PhoneNumber numbered(int number) {
    var subscriber = String.format("%04d", number);
    return new PhoneNumber("+98912000" + subscriber, "0912000" + subscriber);
  }

  public static PhoneNumber ofAnotherBlock() {
    return new PhoneNumber("+989350010001", "09350010001");
  }
}
