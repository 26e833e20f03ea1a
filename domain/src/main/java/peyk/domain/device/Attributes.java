package peyk.domain.device;

import java.util.List;

/**
 * The names of the Traccar device attributes that this service reads or writes, as apps spell them.
 */
public final class Attributes {
  public static final String ASSIGNEE = "assignee";
  public static final String REGISTRATION_DATE = "registrationDate";

  /** The model of devices that do not have it in Traccar's field of that name. */
  public static final String MODEL = "model";

  public static final String IMSI = "imsi";
  public static final String OPERATOR_NAME = "spn";
  public static final String FIRMWARE = "firmware";
  public static final String HARDWARE_MODEL = "hw_model";
  public static final String HARDWARE_REVISION = "hw_rev";
  public static final String DEVICE_PASSWORD = "Device Password";
  public static final String BALANCE = "balance";
  public static final String BALANCE_TIME = "balance_ts";

  /** The telephone number of the SIM, as this service writes it. */
  public static final String SIM_NUMBER = "SIMCARD No";

  /** Updated by the answers to {@code bacmd} and {@code setparam}. */
  public static final String BA_PARAMETERS = "baallparams";

  /** Updated by the answers to {@code getparam}. */
  public static final String TRACKER_PARAMETERS = "trackerparams";

  /** Lists that may be too long for Traccar. */
  public static final List<String> PARAMETER_LISTS = List.of(BA_PARAMETERS, TRACKER_PARAMETERS);

  /** All attributes under which the number of the SIM has been stored. */
  public static final List<String> SIM_NUMBERS =
      List.of(SIM_NUMBER, "simcard_no", "simcardNo", "simcard");

  private Attributes() {}
}
