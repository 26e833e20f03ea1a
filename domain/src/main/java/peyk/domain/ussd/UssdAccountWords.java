package peyk.domain.ussd;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words that say whose money an amount is, in Persian, in Latin letters and in English. Data,
 * no rules.
 */
final class UssdAccountWords {
  /** The meaning of a word for the amount next to it. */
  enum Role {
    /** The SIM's main account. */
    MAIN,
    /** An account, or what is left in it. */
    ACCOUNT,
    /** More than one account taken together. */
    TOTAL,
    /** A gift, a package, a price, a limit, a debt: no money of the account. */
    OTHER,
    /** Begins like a word with another role, but has none. */
    NONE
  }

  /** Beginnings of words: Persian glues endings to them, and Latin spellings vary behind them. */
  private static final Map<Role, String> STEMS =
      Map.of(
          Role.MAIN,
          "اصلی asli main primary",
          Role.ACCOUNT,
          "اعتبار موجودی مانده باقی حساب etebar eetebar eatebar tebar mojoodi mojodi mojudi"
              + " moojoodi mojuodi mowjoodi mowjudi mande maande baghi baqi bagimande remain hesab"
              + " balance credit account avail",
          Role.TOTAL,
          "مجموع majmoo majmu total",
          Role.OTHER,
          // gifts
          "هدیه هدایا شگفت جایزه جوایز پاداش رایگان اشانتیون تشویق ویژه فوق hadiy hadie hadye hedie"
              + " hediy shegeft shegaft shgeft jayez jaeze jayze javayez padash raygan rayegan"
              + " eshantion tashvigh vizhe vije fogh bonus gift free reward promo special"
              // accounts that buy only some things
              + " بسته اینترنت دیتا پیامک مکالمه شبکه اضطراری قرض کیف امتیاز باشگاه baste package"
              + " packs bundle internet payamak mokaleme shabake onnet emergency ezterari gharz"
              + " wallet emtiaz emtiyaz bashgah club loan voice"
              // prices and adverts
              + " خرید بخر قیمت هزینه تعرفه نرخ تخفیف برنده قرعه جشنواره پیشنهاد افزایش فعالسازی"
              + " عضویت اشتراک کنید نمایید بگیرید ببرید شوید دریافت kharid bekhar gheymat qeymat"
              + " hazine tarefe nerkh takhfif barande ghore jashnvare pishnahad afzayesh faalsazi"
              + " ozviat eshterak konid namaid begirid bebarid shavid daryaft purchase price cost"
              + " tariff discount winner winning prize lotter offer recharge topup activat receive"
              + " enjoy"
              // limits, debts, what is spent
              + " حداقل حداکثر سقف بدهی بدهکار صورت قبض کارکرد مصرف کسر پرداخت انتقال قبلی پیشین"
              + " اخرین hadaghal hadeaghal hadaksar saghf bedeh soorat surat sorat ghabz karkard"
              + " masraf kasr pardakht enteghal ghabli akharin minim maxim least limit debt invoice"
              + " usage spent consum deduct charged payment payable transfer previous minute");

  /** Words that are too short for a stem. */
  private static final Map<Role, String> WHOLE =
      Map.of(
          Role.ACCOUNT, "bal",
          Role.TOTAL, "کل kol",
          Role.OTHER,
              "وام هر بر vam kif pack sms data buy win wins won off get pay paid old prev last used"
                  + " bill bills min max per each har",
          Role.NONE, "اعتباری etebari");

  private static final Map<String, Role> ROLES_OF_STEMS = byWord(STEMS);
  private static final Map<String, Role> ROLES_OF_WORDS = byWord(WHOLE);
  private static final int SHORTEST_STEM = 3;
  private static final int LONGEST_STEM = 12;

  /** Before an amount without a name these make it a price or a limit. */
  private static final Set<String> OFFERING = words("با تا برای ba ta baraye with for by up upto");

  /** Beginnings of units that are not money. */
  private static final Set<String> UNITS =
      words(
          "گیگ مگ کیلو دقیقه ثانیه ساعت روز پیامک درصد gb mb kb gig meg dagh saniye hour min sec"
              + " rooz ruz roz day sms payam darsad percent");

  private UssdAccountWords() {}

  static Optional<Role> role(String word) {
    var role = ROLES_OF_WORDS.get(word);
    for (int end = Math.min(word.length(), LONGEST_STEM);
        role == null && end >= SHORTEST_STEM;
        end--) {
      role = ROLES_OF_STEMS.get(word.substring(0, end));
    }
    return Optional.ofNullable(role);
  }

  static boolean isOffering(String word) {
    return OFFERING.contains(word);
  }

  static boolean isUnit(String word) {
    return UNITS.stream().anyMatch(word::startsWith);
  }

  private static Map<String, Role> byWord(Map<Role, String> lists) {
    var roles = new HashMap<String, Role>();
    new EnumMap<>(lists)
        .forEach((role, list) -> words(list).forEach(word -> roles.put(word, role)));
    return roles;
  }

  static Set<String> words(String list) {
    return Stream.of(list.split(" "))
        .map(UssdNormalizer::normalize)
        .collect(Collectors.toUnmodifiableSet());
  }
}
