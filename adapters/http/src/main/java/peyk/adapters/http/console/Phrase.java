package peyk.adapters.http.console;

/** The texts of the pages, in the order of the pages. */
enum Phrase implements Words {
  // every page
  SKIP("Skip to the content", "پرش به محتوا"),
  NAVIGATION("Pages", "صفحه‌ها"),
  LOG_IN("Log in", "ورود"),
  LOG_OUT("Log out", "خروج"),
  TOKEN("Admin token", "توکن مدیریت"),
  LOGIN_NOTE(
      "The console of the operators. Log in with an admin token.",
      "کنسول مدیریت پیک. با توکن مدیریت وارد شوید."),
  WRONG_TOKEN("This is no admin token.", "این توکن معتبر نیست."),
  NOT_LOCAL(
      "No admin token is configured, so only browsers on this machine are served.",
      "توکن مدیریت تنظیم نشده است؛ بنابراین کنسول فقط از مرورگر همین دستگاه باز می‌شود."),
  FOREIGN_FORM(
      "This form was not sent by a page of the console. Nothing was changed.",
      "این فرم از صفحه‌های کنسول فرستاده نشده است. چیزی تغییر نکرد."),
  ROLE_NEEDED(
      "Your token's role does not allow that. Nothing was changed.",
      "توکن شما اجازهٔ این کار را ندارد. چیزی تغییر نکرد."),
  NOT_DONE("That did not work", "انجام نشد"),
  BAD_INPUT("The form cannot be read. Nothing was changed.", "فرم خوانده نشد و چیزی تغییر نکرد."),
  NOTHING_HERE("There is nothing here.", "چیزی پیدا نشد."),
  TRACCAR_AWAY("Traccar cannot be asked", "تراکار پاسخ نمی‌دهد"),
  DATABASE_AWAY("The database cannot be asked.", "پایگاه داده پاسخ نمی‌دهد."),
  HIDDEN("not shown: it may hold a password", "پنهان است: ممکن است گذرواژه داشته باشد"),
  BUG(
      "This is a fault of Peyk. Its log has the reason, with this id:",
      "این خطا از خود پیک است. علت آن با این شناسه در لاگ آمده است:"),
  ACTION("Action", "عملیات"),
  ACTIONS("Actions", "عملیات"),
  STATE("State", "وضعیت"),
  REASON("Reason", "دلیل"),
  RIALS("rials", "ریال"),
  OF("of", "از"),
  PERCENT("%", "درصد"),
  DAY("day", "روز"),
  DAYS("days", "روز"),
  WHAT_TO_DO("What to do:", "چه باید کرد:"),

  // what is wrong now
  WRONG_NOW("What is wrong now", "مشکلات فعلی"),
  NOTHING_WRONG("Nothing is wrong", "مشکلی نیست"),
  THINGS_WRONG("to look at", "مورد نیازمند رسیدگی"),
  NEIGHBOURS("Health", "سلامت"),
  FINDINGS("Findings", "یافته‌های بررسی"),
  FAILED_JOBS("Failed jobs", "کارهای ناموفق"),
  FAILED_JOBS_NOTE(
      "They are tried again by themselves. One that is parked waits until you try it.",
      "این کارها خودکار دوباره امتحان می‌شوند؛ کار متوقف‌شده می‌ماند تا «تلاش دوباره» را بزنید."),
  TRIED_AGAIN("next try", "تلاش بعدی:"),
  PARKED("parked", "متوقف‌شده"),
  JOB("Job", "کار"),
  SUBJECT("About", "موضوع"),
  FAILURES("Failures", "دفعات خطا"),
  LAST_FAILURE("Last failure", "آخرین خطا"),
  RETRY("Try now", "تلاش دوباره"),
  PAUSED_ROLLOUTS("Paused rollouts", "انتشارهای متوقف‌شده"),
  DRY_SIMS("SIMs that run dry", "سیم‌کارت‌هایی که اعتبارشان رو به پایان است"),

  // trackers
  TRACKERS("Trackers", "ردیاب‌ها"),
  TRACKER("Tracker", "ردیاب"),
  SEARCH("Search", "جستجو"),
  SEARCH_LABEL("IMEI, name or owner's phone", "شمارهٔ IMEI، نام یا تلفن مالک"),
  NONE_FOUND("No tracker was found.", "هیچ ردیابی پیدا نشد."),
  UNKNOWN_TRACKER(
      "Neither Traccar nor Peyk knows a tracker with this IMEI.",
      "ردیابی با این IMEI نه در تراکار هست و نه در پیک."),
  NOT_AN_IMEI("An IMEI has 13 to 17 digits.", "شمارهٔ IMEI بین ۱۳ تا ۱۷ رقم دارد."),
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
  PENDING_CLAIM("Registration pending since", "ثبت ناتمام، از"),
  WAITING_CHANGES("Changes that wait", "تغییرهای در انتظار"),
  ATTRIBUTES("Attributes in Traccar", "ویژگی‌ها در تراکار"),
  SIM("SIM", "سیم‌کارت"),
  NO_SIM(
      "The tracker has reported nothing about its SIM.",
      "این ردیاب هنوز چیزی دربارهٔ سیم‌کارتش گزارش نکرده است."),
  BALANCE("Balance", "موجودی"),
  BALANCE_OVER_TIME("The balance over time", "روند موجودی"),
  DAYS_LEFT("Lasts for", "تا پایان اعتبار"),
  NOTHING_SPENT("nothing spent", "بدون مصرف"),
  SPENT_PER_DAY("Spent per day", "مصرف روزانه"),
  AS_OF("As of", "تاریخ موجودی"),
  NUMBER("Number", "شماره"),

  // firmware
  FIRMWARE("Firmware", "میان‌افزار"),
  FIRMWARE_CHECK("Firmware check", "درخواست میان‌افزار"),
  NEVER_CHECKED(
      "It never asked for firmware, or long ago.",
      "این ردیاب تاکنون، یا دست‌کم در این اواخر، میان‌افزاری درخواست نکرده است."),
  RUNS("Runs", "نسخهٔ فعلی"),
  HARDWARE("Hardware", "سخت‌افزار"),
  LAST_CHECK("Last asked", "آخرین درخواست"),
  ANSWER_THEN("Answer", "پاسخ به آن"),
  WOULD_GET_NOW("What it would get now, and why", "اکنون کدام نسخه را می‌گیرد و چرا"),
  NO_RELEASE(
      "There is no release for its hardware.", "برای سخت‌افزار این ردیاب نسخه‌ای منتشر نشده است."),
  VERSION("Version", "نسخه"),
  OFFERED("Offered", "پیشنهادشده"),
  ARRIVED("arrived", "نصب شد"),
  PIN("Pin", "ثابت کردن"),
  DENY("Deny", "منع"),
  CLEAR("Clear", "لغو"),
  ROLLOUTS("Rollouts", "انتشارها"),
  NO_RELEASES("There are no releases.", "نسخه‌ای منتشر نشده است."),
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
      "This is no mobile number of an allowed country.",
      "این شماره، شمارهٔ موبایل یکی از کشورهای مجاز نیست."),
  WOULD_GET_CODE("Would it get a code now?", "اکنون کد می‌گیرد؟"),
  CODE_WOULD_BE_SENT("yes, a code would be sent", "بله، کد فرستاده می‌شود"),
  NO_CODE_NOW("no code now", "فعلاً کدی فرستاده نمی‌شود"),
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
  WRONG_TODAY("Wrong codes in a day", "کدهای نادرست در ۲۴ ساعت"),
  WRONG_IN_A_ROW("Wrong codes in a row", "کدهای نادرست پیاپی"),
  TEXT_UNKNOWN("Text whose fate is unknown", "پیامکی که سرنوشتش معلوم نیست"),
  CODE_LIVE("valid", "معتبر"),
  CODE_BURNT("burnt: too many wrong tries", "باطل‌شده: تلاش‌های نادرست بیش از حد"),
  CODE_EXPIRED("expired", "منقضی‌شده"),
  ASKED("Codes granted in the last day", "کدهای ۲۴ ساعت گذشته"),
  NEVER_ASKED("None in the last day.", "در ۲۴ ساعت گذشته کدی درخواست نشده است."),
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
  TEXTS_BY_HOUR("By the hour, the last two days", "ساعت‌به‌ساعت در دو روز گذشته"),
  TEXTS_BY_DAY("By the day, the last thirty days", "روزبه‌روز در سی روز گذشته"),
  TEXTS_WELL("sent", "ارسال موفق"),
  TEXTS_FAILED("not taken by the gateway", "نپذیرفتهٔ درگاه"),
  TEXTS_REJECTED("rejected later by the operator", "ردشده از سوی اپراتور پس از ارسال"),
  TEXTS_ILL("failed or rejected", "ناموفق یا ردشده"),
  TEXTS_COST("cost, as far as known", "هزینه، تا آنجا که معلوم است"),
  AT_MOST("at most", "بیشترین:"),
  SIMS_BY_DAYS("SIMs in trackers", "سیم‌کارت ردیاب‌ها"),
  SIMS_NOTE(
      "Of the hundred with the lowest balance, those that run dry first.",
      "از صد سیم‌کارت با کمترین موجودی، آن‌هایی که اعتبارشان زودتر تمام می‌شود.");

  private final String english;
  private final String persian;

  Phrase(String english, String persian) {
    this.english = english;
    this.persian = persian;
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
