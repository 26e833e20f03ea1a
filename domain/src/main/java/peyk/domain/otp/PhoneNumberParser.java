package peyk.domain.otp;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import peyk.domain.text.Digits;
import peyk.domain.text.Unicode;

/** Reads a mobile number in any spelling. */
public final class PhoneNumberParser {
  /** Longer than any number with prefix and punctuation. */
  private static final int LONGEST_SPELLING = 64;

  /** Blanks, dashes, dots and brackets. */
  private static final Pattern PUNCTUATION = Pattern.compile("[\\s\\p{Z}\\p{Pd}().]");

  private static final Pattern DIALLED = Pattern.compile("\\+?\\d{4,20}");

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final List<String> regions;

  /**
   * @param regions the allowed regions (ISO 3166-1 alpha-2); the first is the home region, whose
   *     national form needs no country code
   */
  public PhoneNumberParser(List<String> regions) {
    if (regions.isEmpty() || !numbers.getSupportedRegions().containsAll(regions)) {
      throw new IllegalArgumentException("phone regions must be ISO 3166 codes, at least one");
    }
    this.regions = List.copyOf(regions);
  }

  /** Empty if the text is no mobile number of an allowed region. */
  public Optional<PhoneNumber> parse(String text) {
    if (text.length() > LONGEST_SPELLING) {
      return Optional.empty();
    }
    var dialled = PUNCTUATION.matcher(Unicode.visible(Digits.toAscii(text))).replaceAll("");
    if (!DIALLED.matcher(dialled).matches()) {
      return Optional.empty();
    }
    try {
      return accept(numbers.parse(dialled, regions.getFirst()));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  private Optional<PhoneNumber> accept(Phonenumber.PhoneNumber number) {
    var region = numbers.getRegionCodeForNumber(number);
    if (region == null || !regions.contains(region) || !isMobile(number)) {
      return Optional.empty();
    }
    var e164 = numbers.format(number, PhoneNumberFormat.E164);
    return Optional.of(
        new PhoneNumber(e164, region.equals(regions.getFirst()) ? national(number) : e164));
  }

  private boolean isMobile(Phonenumber.PhoneNumber number) {
    var type = numbers.getNumberType(number);
    return type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE;
  }

  private String national(Phonenumber.PhoneNumber number) {
    return numbers.format(number, PhoneNumberFormat.NATIONAL).replaceAll("\\D", "");
  }
}
