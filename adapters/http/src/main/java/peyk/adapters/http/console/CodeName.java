package peyk.adapters.http.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The names of states, kinds and reasons. Each begins with its group, such as {@code STEP}, and
 * ends with the code.
 */
enum CodeName implements Words {
  HEALTH_DATABASE("Database", "پایگاه داده"),
  HEALTH_TRACCAR("Traccar", "تراکار"),
  HEALTH_KAFKA("Kafka", "کافکا"),
  HEALTH_HEARING("Answers of trackers", "پاسخ ردیاب‌ها"),
  STATE_UP("up", "برقرار"),
  STATE_DEGRADED("degraded", "مختل"),
  STATE_DOWN("down", "از کار افتاده"),
  DETAIL_DEVICES("Trackers", "ردیاب‌ها"),
  DETAIL_ONLINE("online", "متصل"),
  DETAIL_UNLINKED("not linked yet", "هنوز وصل‌نشده"),
  DETAIL_LASTEVENT("Last event", "آخرین رویداد"),
  DETAIL_LASTERROR("Last error", "آخرین خطا"),
  DETAIL_FOUND("Found", "نتیجه"),
  COMMAND_WANTED("to be sent", "در صف ارسال"),
  COMMAND_SENT("sent", "فرستاده شد"),
  COMMAND_ANSWERED("answered", "پاسخ داده شد"),
  COMMAND_REFUSED("refused", "رد شد"),
  COMMAND_EXPIRED("expired", "منقضی شد"),
  COMMAND_CANCELLED("cancelled", "لغو شد"),
  ORIGIN_ADMIN("by an operator", "به دست مدیر"),
  ORIGIN_PROVISIONING("provisioning", "راه‌اندازی"),
  ORIGIN_REACTION("follows an answer", "در پی یک پاسخ"),
  RELEASE_DRAFT("draft", "پیش‌نویس"),
  RELEASE_ACTIVE("active", "فعال"),
  RELEASE_PAUSED("paused", "متوقف"),
  RELEASE_WITHDRAWN("withdrawn", "کنارگذاشته‌شده"),
  STANDING_ALLOWED("allowed", "مجاز"),
  STANDING_DENIED("denied", "منع‌شده"),
  STANDING_PINNED("pinned", "روی این نسخه ثابت است"),
  STEP_WAITING("waits", "در انتظار"),
  STEP_VERSION("asks for the version", "پرسش نسخه"),
  STEP_IMSI("asks for the IMSI", "پرسش IMSI"),
  STEP_NUMBER("asks for the number", "پرسش شماره"),
  STEP_BALANCE("asks for the balance", "پرسش موجودی"),
  STEP_DONE("done", "انجام شد"),
  STEP_GAVE_UP("gave up: no answer", "رها شد: بی‌پاسخ ماند"),
  JOB_UPDATE_DEVICE("Write changes to Traccar", "نوشتن تغییرها در تراکار"),
  JOB_FINISH_CLAIM("Finish a registration", "تکمیل ثبت ردیاب"),
  JOB_PROVISION("Provision a tracker", "راه‌اندازی ردیاب"),
  JOB_SCHEDULE("Begin a schedule", "آغاز زمان‌بندی"),
  JOB_FIRING("Order a schedule's commands", "ثبت فرمان‌های زمان‌بندی"),
  JOB_WELCOME_ACCOUNT("Set up a new user", "آماده‌سازی کاربر تازه"),
  JOB_READ_USSD("Read USSD messages", "خواندن پیام‌های USSD"),
  JOB_WATCH_ROLLOUT("Watch a rollout", "پایش انتشار"),
  ANSWER_REGISTRATION("registration", "ثبت ردیاب"),
  ANSWER_VERSION("version", "نسخه"),
  ANSWER_IMSI("IMSI", "شناسهٔ IMSI"),
  ANSWER_PASSWORD("password", "گذرواژه"),
  ANSWER_PARAMETERS("parameters", "پارامترها"),
  ANSWER_ALL_PARAMETERS("all parameters", "همهٔ پارامترها"),
  ANSWER_USSD("USSD", "پیام USSD"),
  ANSWER_OTHER("other", "دیگر"),
  REASON_INSIDE_ROLLOUT("inside the rollout", "نوبتش رسیده است"),
  REASON_ALLOWED("on the allow list", "در فهرست مجاز"),
  REASON_PINNED("pinned to it", "روی این نسخه ثابت شده است"),
  REASON_NEWER_RELEASE("gets a newer one", "نسخهٔ تازه‌تر می‌گیرد"),
  REASON_NOT_NEWER("runs it already", "همین نسخه یا تازه‌تر را دارد"),
  REASON_RELEASE_DRAFT("still a draft", "هنوز پیش‌نویس است"),
  REASON_RELEASE_ACTIVE("active", "فعال است"),
  REASON_RELEASE_PAUSED("the release is paused", "انتشار متوقف است"),
  REASON_RELEASE_WITHDRAWN("the release is withdrawn", "انتشار کنار گذاشته شده است"),
  REASON_DENIED("on the deny list", "در فهرست منع"),
  REASON_PINNED_ELSEWHERE("pinned to another", "روی نسخهٔ دیگری ثابت شده است"),
  REASON_OUTSIDE_ROLLOUT("not its turn yet", "هنوز نوبتش نیست"),
  REASON_RETRY_LATER("must wait before another try", "باید تا پیشنهاد بعدی صبر کند"),
  REASON_NO_LINK("no link can be built", "نشانی دریافت ندارد"),
  REASON_NO_RELEASE("no release for it", "نسخه‌ای برایش نیست"),
  REASON_UP_TO_DATE("up to date", "به‌روز است");

  private final String english;
  private final String persian;

  CodeName(String english, String persian) {
    this.english = english;
    this.persian = persian;
  }

  /** The name of a code; empty if the code is not known. */
  static Optional<CodeName> of(String group, String code) {
    var name = group + "_" + code.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
  }

  @Override
  public String english() {
    return english;
  }

  @Override
  public String persian() {
    return persian;
  }
}
