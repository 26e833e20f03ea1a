package peyk.domain.device;

/** IMEIs for tests; their check digits are right, and no tracker has one of them. */
public final class Imeis {
  private static final String TYPE_ALLOCATION_CODE = "35012345";

  private Imeis() {}

  /** One of a million. */
  public static Imei checked(int number) {
    var digits = TYPE_ALLOCATION_CODE + String.format("%06d", number);
    for (char check = '0'; check < '9'; check++) {
      var imei = new Imei(digits + check);
      if (imei.isChecked()) {
        return imei;
      }
    }
    return new Imei(digits + '9');
  }
}
