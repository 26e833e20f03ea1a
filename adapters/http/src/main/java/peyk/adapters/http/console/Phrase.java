package peyk.adapters.http.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The texts of the console, in English and Persian. A phrase whose name begins with a group, such
 * as {@code STEP}, names one of the codes of that group.
 */
enum Phrase {
  // every page
  SKIP("Skip to the content", "پرش به محتوا"),
  NAVIGATION("Pages", "صفحه‌ها"),
  LOG_IN("Log in", "ورود"),
  LOG_OUT("Log out", "خروج"),
  TOKEN("Admin token", "توکن مدیریت"),
  LOGIN_NOTE(
      "The console of the operators. Log in with an admin token.",
      "کنسول بهره‌برداری. با توکن مدیریت وارد شوید."),
  WRONG_TOKEN("This is no admin token.", "این توکن مدیریت نیست."),
  NOT_LOCAL(
      "No admin token is configured, so only browsers on this machine are served.",
      "توکن مدیریت تنظیم نشده است؛ بنابراین فقط مرورگرهای همین دستگاه پذیرفته می‌شوند."),
  FOREIGN_FORM(
      "This form was not sent by a page of the console. Nothing was changed.",
      "این فرم از صفحه‌های کنسول فرستاده نشده است. چیزی تغییر نکرد."),
  ROLE_NEEDED(
      "Your token's role does not allow that. Nothing was changed.",
      "نقش توکن شما این اجازه را نمی‌دهد. چیزی تغییر نکرد."),
  NOT_DONE("That did not work", "انجام نشد"),
  BAD_INPUT("The form cannot be read. Nothing was changed.", "فرم خوانده نشد و چیزی تغییر نکرد."),
  NOTHING_HERE("There is nothing here.", "اینجا چیزی نیست."),
  TRACCAR_AWAY("Traccar cannot be asked", "تراکار پاسخ نمی‌دهد"),
  DATABASE_AWAY("The database cannot be asked.", "پایگاه داده پاسخ نمی‌دهد."),
  HIDDEN("not shown: it may hold a password", "نمایش داده نمی‌شود: شاید گذرواژه داشته باشد"),
  BUG(
      "This is a fault of Peyk. Its log has the reason, with this id:",
      "این خطا از خود پیک است. علت آن با این شناسه در لاگ سرور آمده است:"),
  ACTION("Action", "اقدام"),
  ACTIONS("Actions", "اقدام‌ها"),
  STATE("State", "وضعیت"),
  REASON("Reason", "دلیل"),
  RIALS("rials", "ریال"),
  DAY("day", "روز"),
  DAYS("days", "روز"),
  WHAT_TO_DO("What to do:", "چه باید کرد:"),

  // what is wrong now
  WRONG_NOW("What is wrong now", "مشکلات کنونی"),
  NOTHING_WRONG("Nothing is wrong", "مشکلی نیست"),
  THINGS_WRONG("to look at", "مورد نیازمند رسیدگی"),
  NEIGHBOURS("Health", "سلامت"),
  FINDINGS("Findings", "یافته‌ها"),
  FAILED_JOBS("Failed jobs", "کارهای ناموفق"),
  FAILED_JOBS_NOTE(
      "They are tried again by themselves. One that is parked waits until you try it.",
      "خودبه‌خود دوباره انجام می‌شوند؛ کار نیازمند رسیدگی تا اقدام شما می‌ماند."),
  TRIED_AGAIN("next try", "تلاش بعدی:"),
  PARKED("parked", "نیازمند رسیدگی"),
  JOB("Job", "کار"),
  SUBJECT("About", "موضوع"),
  FAILURES("Failures", "تعداد خطا"),
  LAST_FAILURE("Last failure", "آخرین خطا"),
  RETRY("Try now", "تلاش دوباره"),
  PAUSED_ROLLOUTS("Paused rollouts", "انتشارهای متوقف‌شده"),
  DRY_SIMS("SIMs that run dry", "سیم‌کارت‌های رو به پایان اعتبار"),

  // trackers
  TRACKERS("Trackers", "ردیاب‌ها"),
  TRACKER("Tracker", "ردیاب"),
  SEARCH("Search", "جستجو"),
  SEARCH_LABEL("IMEI, name or owner's phone", "IMEI، نام یا تلفن مالک"),
  NONE_FOUND("No tracker was found.", "هیچ ردیابی پیدا نشد."),
  UNKNOWN_TRACKER(
      "Neither Traccar nor Peyk knows a tracker with this IMEI.",
      "نه تراکار و نه پیک ردیابی با این IMEI نمی‌شناسد."),
  NOT_AN_IMEI("An IMEI has 13 to 17 digits.", "IMEI بین ۱۳ تا ۱۷ رقم دارد."),
  NAME("Name", "نام"),
  IMEI("IMEI", "IMEI"),
  MODEL("Model", "مدل"),
  OWNER("Owner", "مالک"),
  OWNER_GONE("deleted in Traccar", "در تراکار حذف شده است"),
  TRACCAR_ID("In Traccar", "در تراکار"),
  ONLINE("online", "متصل"),
  OFFLINE("offline", "قطع"),
  NOT_IN_TRACCAR("not in Traccar", "در تراکار نیست"),
  HISTORY("What happened", "رویدادها"),
  NOTHING_HAPPENED("Nothing is known.", "چیزی ثبت نشده است."),
  COMMAND("Command", "فرمان"),
  ANSWER("Answer", "پاسخ"),
  NOT_HANDLED("waits", "در انتظار"),
  TRIES("tries", "تلاش"),
  ORDER("Send", "ارسال"),
  PROVISION_AGAIN("Provision again", "راه‌اندازی دوباره"),
  PROGRESS("Progress", "روند کار"),
  PROVISIONING("Provisioning", "راه‌اندازی"),
  PENDING_CLAIM("Registration pending since", "ثبت ناتمام از"),
  WAITING_CHANGES("Changes that wait", "تغییرهای در انتظار"),
  ATTRIBUTES("Attributes in Traccar", "ویژگی‌ها در تراکار"),
  SIM("SIM", "سیم‌کارت"),
  NO_SIM(
      "The tracker has reported nothing about its SIM.",
      "ردیاب هنوز چیزی دربارهٔ سیم‌کارت خود نگفته است."),
  BALANCE("Balance", "موجودی"),
  BALANCE_OVER_TIME("The balance over time", "موجودی در گذر زمان"),
  DAYS_LEFT("Lasts for", "کفایت برای"),
  NOTHING_SPENT("nothing spent", "بدون مصرف"),
  SPENT_PER_DAY("Spent per day", "مصرف روزانه"),
  AS_OF("As of", "در تاریخ"),
  NUMBER("Number", "شماره"),

  // firmware
  FIRMWARE("Firmware", "فریم‌ور"),
  FIRMWARE_CHECK("Firmware check", "بررسی فریم‌ور"),
  NEVER_CHECKED(
      "It never asked for firmware, or long ago.",
      "این ردیاب هیچ‌گاه، یا دست‌کم در این اواخر، فریم‌ور درخواست نکرده است."),
  RUNS("Runs", "نسخهٔ فعلی"),
  HARDWARE("Hardware", "سخت‌افزار"),
  LAST_CHECK("Last asked", "آخرین بررسی"),
  ANSWER_THEN("Answer", "پاسخ آن زمان"),
  WOULD_GET_NOW("What it would get now, and why", "اکنون کدام نسخه را می‌گیرد و چرا؟"),
  NO_RELEASE("There is no release for its hardware.", "برای سخت‌افزار آن انتشاری نیست."),
  VERSION("Version", "نسخه"),
  OFFERED("Offered", "پیشنهادشده"),
  ARRIVED("arrived", "نصب شد"),
  PIN("Pin", "سنجاق"),
  DENY("Deny", "منع"),
  CLEAR("Clear", "لغو"),
  ROLLOUTS("Rollouts", "انتشارها"),
  NO_RELEASES("There are no releases.", "انتشاری نیست."),
  STAGE("Stage", "مرحله"),
  STAGES("Stages", "مرحله‌ها"),
  SEEN("have it", "نصب‌شده"),
  PENDING("not yet", "در انتظار نصب"),
  FAILING("failing", "ناموفق"),
  WERE_OFFERED("offered", "پیشنهادشده"),
  DATE("Date", "تاریخ"),
  NOTES("Notes", "یادداشت"),
  PAUSED_BECAUSE("Paused because", "دلیل توقف"),
  LATEST_DECISIONS("Latest answers to trackers", "آخرین پاسخ‌ها به ردیاب‌ها"),
  PAUSE("Pause", "توقف"),
  RESUME("Resume", "ادامه"),
  ADVANCE("Next stage", "مرحلهٔ بعد"),
  ACTIVATE("Activate", "فعال‌سازی"),
  WITHDRAW("Withdraw for good", "کنار گذاشتن همیشگی"),

  // schedules and commands
  SCHEDULE("schedule", "زمان‌بندی"),
  SCHEDULES("Schedules and commands", "زمان‌بندی و فرمان‌ها"),
  SCHEDULED("Schedules", "زمان‌بندی‌ها"),
  RECURRENCE("When", "زمان"),
  NEXT("Next", "نوبت بعد"),
  LAST_FIRING("Last", "آخرین نوبت"),
  PAUSED("paused", "متوقف"),
  UNDER_WAY("under way", "در حال انجام"),
  ORDERED_OF("new commands; trackers:", "فرمان تازه؛ ردیاب‌ها:"),
  RUN_NOW("Run now", "اجرای فوری"),
  COMMANDS("Commands", "فرمان‌ها"),
  ALL("all", "همه"),
  ORIGIN("From", "منشأ"),
  ORDERED_AT("Ordered", "زمان ثبت"),
  ENDED_AT("Sent or ended", "ارسال یا پایان"),
  CANCEL("Cancel", "لغو"),
  OLDER("Older ones", "قدیمی‌ترها"),

  // sign-in
  SIGN_IN("Sign-in of a phone", "ورود با تلفن"),
  PHONE("Phone number", "شمارهٔ تلفن"),
  NOT_A_PHONE(
      "This is no mobile number of an allowed country.", "این شمارهٔ موبایل یک کشور مجاز نیست."),
  WOULD_GET_CODE("Would it get a code now?", "اکنون کد می‌گیرد؟"),
  CODE_WOULD_BE_SENT("yes, a code would be sent", "بله، کد فرستاده می‌شود"),
  NO_CODE_NOW("no code now", "اکنون کدی فرستاده نمی‌شود"),
  LOCKED("Locked: too many wrong codes", "قفل‌شده: کدهای نادرست بیش از حد"),
  UNTIL("until", "تا"),
  ADDRESS_NOTE(
      "Limits that phones share are not counted here.",
      "محدودیت‌های مشترک چند تلفن در اینجا به حساب نیامده است."),
  UNLOCK("Forgive the wrong codes", "نادیده گرفتن کدهای نادرست"),
  LAST_CODE("The last code", "آخرین کد"),
  NO_CODE(
      "There is no code: none was sent, or it was used.",
      "کدی نیست: فرستاده نشده یا استفاده شده است."),
  SENT_FIRST("First sent", "نخستین ارسال"),
  VALID_UNTIL("Valid until", "معتبر تا"),
  WRONG_TRIES("Wrong tries", "تلاش‌های نادرست"),
  WRONG_TODAY("Wrong codes in a day", "کدهای نادرست یک روز گذشته"),
  WRONG_IN_A_ROW("Wrong codes in a row", "کدهای نادرست پیاپی"),
  TEXT_UNKNOWN("Text whose fate is unknown", "پیامک با سرنوشت نامعلوم"),
  CODE_LIVE("valid", "معتبر"),
  CODE_BURNT("burnt: too many wrong tries", "باطل‌شده: تلاش‌های نادرست بیش از حد"),
  CODE_EXPIRED("expired", "منقضی‌شده"),
  ASKED("Codes granted in the last day", "کدهای یک روز گذشته"),
  NEVER_ASKED("None in the last day.", "در یک روز گذشته کدی درخواست نشده است."),
  LIMIT_PHONE("Too many requests of this phone", "درخواست‌های بیش از حد از این تلفن"),

  // texts and money
  MONEY("Texts and money", "پیامک و هزینه"),
  SMS_CREDIT("Credit at the SMS gateway", "اعتبار درگاه پیامک"),
  IS_ASKED("The gateway is being asked.", "در حال پرسش از درگاه…"),
  KEY_REFUSED("the gateway refuses the key", "درگاه کلید را نمی‌پذیرد"),
  SMS_REFUSED("the gateway refuses:", "درگاه نمی‌پذیرد:"),
  SMS_AWAY("the gateway cannot be asked", "درگاه پاسخ نمی‌دهد"),
  TEXTS("Texts of the last thirty days", "پیامک‌های سی روز گذشته"),
  NO_TEXTS("No texts were sent.", "پیامکی فرستاده نشده است."),
  TEXTS_BY_HOUR("By the hour, the last two days", "ساعت به ساعت، دو روز گذشته"),
  TEXTS_BY_DAY("By the day, the last thirty days", "روز به روز، سی روز گذشته"),
  TEXTS_WELL("sent", "ارسال موفق"),
  TEXTS_FAILED("not taken by the gateway", "ناموفق در درگاه"),
  TEXTS_REJECTED("rejected later by the operator", "ردشده پس از ارسال"),
  TEXTS_ILL("failed or rejected", "ناموفق یا ردشده"),
  TEXTS_COST("cost, as far as known", "هزینه، تا آنجا که معلوم است"),
  AT_MOST("at most", "بیشترین:"),
  SIMS_BY_DAYS("SIMs in trackers", "سیم‌کارت ردیاب‌ها"),
  SIMS_NOTE(
      "Of the hundred with the lowest balance, those that run dry first.",
      "از صد سیم‌کارت با کمترین موجودی، آن‌هایی که اعتبارشان زودتر تمام می‌شود."),

  // outcomes of actions
  SAID_RETRIED("It is being tried again.", "تلاش دوباره آغاز شد."),
  SAID_NOT_RETRIED_RUNNING("It is being tried at this moment.", "همین حالا در حال انجام است."),
  SAID_NOT_RETRIED_GONE("It has succeeded meanwhile.", "در این میان انجام شده است."),
  SAID_ORDERED("The command is ordered.", "فرمان ثبت شد."),
  SAID_ORDERED_ALREADY("The same command is under way already.", "همین فرمان در راه است."),
  SAID_NOT_ORDERED_UNKNOWN("Traccar does not know this tracker.", "تراکار این ردیاب را نمی‌شناسد."),
  SAID_NOT_ORDERED_UNUSABLE(
      "Such a command would not reach the tracker as it is: only ASCII, and not only hex digits.",
      "این فرمان سالم به ردیاب نمی‌رسد: تنها نویسه‌های ASCII، و نه تنها رقم‌های هگزادسیمال."),
  SAID_PROVISIONING("Provisioning has begun anew.", "راه‌اندازی از نو آغاز شد."),
  SAID_STANDING("The decision holds from now on.", "تصمیم از هم‌اکنون برقرار است."),
  SAID_RELEASE(
      "Done. It holds on all replicas within a second.",
      "انجام شد و تا یک ثانیه همه‌جا برقرار است."),
  SAID_NOT_RELEASE("The release does not allow that.", "این انتشار اجازه نمی‌دهد."),
  SAID_NOT_RELEASE_WITHDRAWN(
      "The release is withdrawn for good.", "انتشار برای همیشه کنار گذاشته شده است."),
  SAID_NOT_RELEASE_DRAFT(
      "The release is a draft: nobody gets it yet.", "انتشار پیش‌نویس است و کسی آن را نمی‌گیرد."),
  SAID_NOT_RELEASE_INCOMPLETE("The release is not complete.", "انتشار کامل نیست."),
  SAID_NOT_LAST_STAGE("The rollout is in its last stage.", "انتشار در آخرین مرحله است."),
  SAID_NOT_PARTS_NOT_SERVED(
      "Trackers could not fetch the parts: FTP is off.",
      "ردیاب‌ها به تکه‌ها نمی‌رسند: FTP خاموش است."),
  SAID_RUN("The schedule has begun.", "زمان‌بندی آغاز شد."),
  SAID_NOT_RUN(
      "The schedule is being carried out already.", "زمان‌بندی همین حالا در حال انجام است."),
  SAID_SCHEDULE("Done.", "انجام شد."),
  SAID_CANCELLED("The command will not be sent.", "فرمان فرستاده نخواهد شد."),
  SAID_NOT_CANCELLED_SENT("The command has been sent already.", "فرمان پیش‌تر فرستاده شده است."),
  SAID_NOT_CANCELLED_OVER("The command is over already.", "فرمان پیش‌تر پایان یافته است."),
  SAID_UNLOCKED("The wrong codes are forgiven.", "کدهای نادرست نادیده گرفته شد."),
  SAID_NOT_STANDING("There is no such release any more.", "چنین انتشاری دیگر نیست."),

  // codes
  HEALTH_DATABASE("Database", "پایگاه داده"),
  HEALTH_TRACCAR("Traccar", "تراکار"),
  HEALTH_KAFKA("Kafka", "کافکا"),
  HEALTH_HEARING("Answers of trackers", "پاسخ ردیاب‌ها"),
  STATE_UP("up", "برقرار"),
  STATE_DEGRADED("degraded", "مختل"),
  STATE_DOWN("down", "از کار افتاده"),
  DETAIL_DEVICES("Trackers", "ردیاب"),
  DETAIL_ONLINE("online", "متصل"),
  DETAIL_UNLINKED("not linked yet", "هنوز وصل‌نشده"),
  DETAIL_LASTEVENT("Last event", "آخرین رویداد"),
  DETAIL_LASTERROR("Last error", "آخرین خطا"),
  DETAIL_FOUND("Found", "یافته"),
  COMMAND_WANTED("to be sent", "در صف ارسال"),
  COMMAND_SENT("sent", "فرستاده شد"),
  COMMAND_ANSWERED("answered", "پاسخ داده شد"),
  COMMAND_REFUSED("refused", "رد شد"),
  COMMAND_EXPIRED("expired", "منقضی شد"),
  COMMAND_CANCELLED("cancelled", "لغو شد"),
  ORIGIN_ADMIN("by an operator", "از بهره‌بردار"),
  ORIGIN_PROVISIONING("provisioning", "راه‌اندازی"),
  ORIGIN_REACTION("follows an answer", "در پی یک پاسخ"),
  RELEASE_DRAFT("draft", "پیش‌نویس"),
  RELEASE_ACTIVE("active", "فعال"),
  RELEASE_PAUSED("paused", "متوقف"),
  RELEASE_WITHDRAWN("withdrawn", "کنارگذاشته‌شده"),
  STANDING_ALLOWED("allowed", "مجاز"),
  STANDING_DENIED("denied", "منع‌شده"),
  STANDING_PINNED("pinned", "سنجاق‌شده"),
  STEP_WAITING("waits", "در انتظار"),
  STEP_VERSION("asks for the version", "پرسش نسخه"),
  STEP_IMSI("asks for the IMSI", "پرسش IMSI"),
  STEP_NUMBER("asks for the number", "پرسش شماره"),
  STEP_BALANCE("asks for the balance", "پرسش موجودی"),
  STEP_DONE("done", "انجام شد"),
  STEP_GAVE_UP("gave up: no answer", "رها شد: بی‌پاسخ"),
  JOB_UPDATE_DEVICE("Write changes to Traccar", "نوشتن تغییرها در تراکار"),
  JOB_FINISH_CLAIM("Finish a registration", "به پایان رساندن ثبت ردیاب"),
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
  REASON_INSIDE_ROLLOUT("inside the rollout", "درون انتشار"),
  REASON_ALLOWED("on the allow list", "در فهرست مجاز"),
  REASON_PINNED("pinned to it", "سنجاق‌شده به آن"),
  REASON_NEWER_RELEASE("gets a newer one", "نسخهٔ تازه‌تر می‌گیرد"),
  REASON_NOT_NEWER("runs it already", "همین یا تازه‌تر را دارد"),
  REASON_RELEASE_DRAFT("still a draft", "هنوز پیش‌نویس"),
  REASON_RELEASE_ACTIVE("active", "فعال"),
  REASON_RELEASE_PAUSED("the release is paused", "انتشار متوقف است"),
  REASON_RELEASE_WITHDRAWN("the release is withdrawn", "انتشار کنار گذاشته شده است"),
  REASON_DENIED("on the deny list", "در فهرست منع"),
  REASON_PINNED_ELSEWHERE("pinned to another", "سنجاق‌شده به نسخهٔ دیگر"),
  REASON_OUTSIDE_ROLLOUT("not its turn yet", "هنوز نوبتش نیست"),
  REASON_RETRY_LATER("must wait before another try", "باید تا تلاش بعدی صبر کند"),
  REASON_NO_LINK("no link can be built", "نشانی دریافت ساخته نمی‌شود"),
  REASON_NO_RELEASE("no release for it", "انتشاری برایش نیست"),
  REASON_UP_TO_DATE("up to date", "به‌روز است");

  /** Begins the names of outcomes of actions. */
  static final String OUTCOME = "SAID_";

  final String english;
  final String persian;

  Phrase(String english, String persian) {
    this.english = english;
    this.persian = persian;
  }

  /** The name of a code; empty if the code is not known. */
  static Optional<Phrase> of(String group, String code) {
    return named(group + "_" + code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The outcome of an action, by its name in a link. */
  static Optional<Phrase> outcome(String name) {
    return named(name).filter(phrase -> phrase.name().startsWith(OUTCOME));
  }

  private static Optional<Phrase> named(String name) {
    return Arrays.stream(values()).filter(phrase -> phrase.name().equals(name)).findFirst();
  }
}
