package peyk.domain.otp;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import peyk.domain.text.Digits;
import peyk.domain.text.Unicode;

/** Reads a mobile number in any spelling. */
public final class PhoneNumberParser {
  /** Longer than any number with prefix and punctuation. */
  private static final int LONGEST_SPELLING = 64;

  /** Blanks, dashes, dots and brackets. */
  private static final Pattern PUNCTUATION = Pattern.compile("[\\s\\p{Z}\\p{Pd}().]");

  private static final Pattern DIALLED = Pattern.compile("\\+?\\d{4,20}");

  private static final Pattern PREFIX = Pattern.compile("0?([1-9]\\d{1,5})");

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final List<String> regions;
  private final List<String> furtherPrefixes;

  /**
   * @param regions the allowed regions (ISO 3166-1 alpha-2); the first is the home region, whose
   *     national form needs no country code
   */
  public PhoneNumberParser(List<String> regions) {
    this(regions, List.of());
  }

  private PhoneNumberParser(List<String> regions, List<String> furtherPrefixes) {
    if (regions.isEmpty() || !numbers.getSupportedRegions().containsAll(regions)) {
      throw new IllegalArgumentException("phone regions must be ISO 3166 codes, at least one");
    }
    this.regions = List.copyOf(regions);
    this.furtherPrefixes = furtherPrefixes;
  }

  /**
   * @param prefixes of mobile numbers of the home region that libphonenumber does not know yet,
   *     e.g. {@code 0941}
   */
  public PhoneNumberParser withFurtherPrefixes(List<String> prefixes) {
    return new PhoneNumberParser(
        regions, prefixes.stream().map(PhoneNumberParser::prefix).toList());
  }

  private static String prefix(String text) {
    var digits = PREFIX.matcher(text);
    if (!digits.matches()) {
      throw new IllegalArgumentException("a mobile prefix has 2 to 6 digits, such as 0941");
    }
    return digits.group(1);
  }

  /** Empty if the text is no mobile number of an allowed region. */
  public Optional<PhoneNumber> parse(String text) {
    return read(text).flatMap(this::accepted);
  }

  /** Whether it could be a mobile number of the home region, but has a prefix that is unknown. */
  public boolean isUnknown(String text) {
    return read(text)
        .filter(this::isFromHome)
        .filter(this::hasMobileLength)
        .map(numbers::getNumberType)
        .filter(PhoneNumberType.UNKNOWN::equals)
        .isPresent();
  }

  private boolean isFromHome(Phonenumber.PhoneNumber number) {
    return isHome(numbers.getRegionCodeForNumber(number));
  }

  private Optional<Phonenumber.PhoneNumber> read(String text) {
    if (text.length() > LONGEST_SPELLING) {
      return Optional.empty();
    }
    var dialled = dialled(text);
    if (!DIALLED.matcher(dialled).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(numbers.parse(dialled, regions.getFirst()));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  private static String dialled(String text) {
    return Digits.areAscii(text)
        ? text
        : PUNCTUATION.matcher(Unicode.visible(Digits.toAscii(text))).replaceAll("");
  }

  private Optional<PhoneNumber> accepted(Phonenumber.PhoneNumber number) {
    var region = numbers.getRegionCodeForNumber(number);
    return region != null
            && regions.contains(region)
            && (isMobile(number) || isHome(region) && hasFurtherPrefix(number))
        ? Optional.of(phoneNumber(number, isHome(region)))
        : Optional.empty();
  }

  private boolean isHome(@Nullable String region) {
    return regions.getFirst().equals(region);
  }

  private boolean isMobile(Phonenumber.PhoneNumber number) {
    var type = numbers.getNumberType(number);
    return type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE;
  }

  private boolean hasFurtherPrefix(Phonenumber.PhoneNumber number) {
    var digits = numbers.getNationalSignificantNumber(number);
    return hasMobileLength(number) && furtherPrefixes.stream().anyMatch(digits::startsWith);
  }

  private boolean hasMobileLength(Phonenumber.PhoneNumber number) {
    return !number.isItalianLeadingZero()
        && numbers.isPossibleNumberForType(number, PhoneNumberType.MOBILE);
  }

  private PhoneNumber phoneNumber(Phonenumber.PhoneNumber number, boolean isHome) {
    var e164 = numbers.format(number, PhoneNumberFormat.E164);
    return new PhoneNumber(e164, isHome ? national(number) : e164);
  }

  private String national(Phonenumber.PhoneNumber number) {
    return numbers.format(number, PhoneNumberFormat.NATIONAL).replaceAll("\\D", "");
  }
}
