package peyk.adapters.http.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The outcomes of actions. A name that begins with {@code NOT} tells that nothing was changed. */
enum Outcome implements Words {
  RETRIED("It is being tried again.", "تلاش دوباره آغاز شد."),
  NOT_RETRIED_RUNNING("It is being tried at this moment.", "همین حالا در حال انجام است."),
  NOT_RETRIED_GONE("It has succeeded meanwhile.", "در این میان انجام شده است."),
  ORDERED("The command is ordered.", "فرمان ثبت شد."),
  ORDERED_ALREADY("The same command is under way already.", "همین فرمان در راه است."),
  NOT_ORDERED_UNKNOWN("Traccar does not know this tracker.", "تراکار این ردیاب را نمی‌شناسد."),
  NOT_ORDERED_UNUSABLE(
      "Such a command would not reach the tracker as it is: only ASCII, and not only hex digits.",
      "این فرمان سالم به ردیاب نمی‌رسد: باید فقط نویسه‌های ASCII داشته باشد و تنها از رقم‌های هگزادسیمال نباشد."),
  PROVISIONING("Provisioning has begun anew.", "راه‌اندازی از نو آغاز شد."),
  STANDING("The decision holds from now on.", "تصمیم از هم‌اکنون برقرار است."),
  RELEASE(
      "Done. It holds on all replicas within a second.",
      "انجام شد و تا یک ثانیه در همهٔ نمونه‌های سرویس برقرار می‌شود."),
  NOT_RELEASE(
      "The release does not allow that.", "این انتشار در وضعیت فعلی‌اش چنین کاری را نمی‌پذیرد."),
  NOT_RELEASE_WITHDRAWN(
      "The release is withdrawn for good.", "انتشار برای همیشه کنار گذاشته شده است."),
  NOT_RELEASE_DRAFT(
      "The release is a draft: nobody gets it yet.", "انتشار پیش‌نویس است و کسی آن را نمی‌گیرد."),
  NOT_RELEASE_INCOMPLETE("The release is not complete.", "انتشار کامل نیست."),
  NOT_LAST_STAGE("The rollout is in its last stage.", "انتشار در مرحلهٔ آخر است."),
  NOT_PARTS_NOT_SERVED(
      "Trackers could not fetch the parts: FTP is off.",
      "ردیاب‌ها نمی‌توانند تکه‌های فایل را بگیرند: FTP خاموش است."),
  RUN("The schedule has begun.", "زمان‌بندی آغاز شد."),
  NOT_RUN("The schedule is being carried out already.", "زمان‌بندی همین حالا در حال انجام است."),
  SCHEDULE("Done.", "انجام شد."),
  CANCELLED("The command will not be sent.", "فرمان فرستاده نخواهد شد."),
  NOT_CANCELLED_SENT("The command has been sent already.", "فرمان پیش‌تر فرستاده شده است."),
  NOT_CANCELLED_OVER("The command is over already.", "فرمان پیش‌تر پایان یافته است."),
  UNLOCKED("The wrong codes are forgiven.", "کدهای نادرست نادیده گرفته شد."),
  NOT_STANDING("There is no such release any more.", "این انتشار دیگر وجود ندارد.");

  private final String english;
  private final String persian;

  Outcome(String english, String persian) {
    this.english = english;
    this.persian = persian;
  }

  /** The outcome with that name; empty if there is none. */
  static Optional<Outcome> of(String name) {
    return Arrays.stream(values()).filter(outcome -> outcome.name().equals(name)).findFirst();
  }

  boolean isDone() {
    return !name().startsWith("NOT_");
  }

  /** For the log. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
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
