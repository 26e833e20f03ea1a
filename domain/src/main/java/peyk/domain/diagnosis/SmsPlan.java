package peyk.domain.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configured message with a code.
 *
 * @param template its name at the gateway
 * @param codeParameter the template's parameter for the code
 * @param hashParameter the template's parameter for the app hash
 * @param hash of the Android app that reads the code by itself; empty if none is sent
 * @param digits of a code
 */
public record SmsPlan(
    String template,
    String codeParameter,
    String hashParameter,
    Optional<String> hash,
    int digits) {
  /** The parameters that are filled in. */
  List<String> parameters() {
    var parameters = new ArrayList<>(List.of(codeParameter));
    hash.ifPresent(given -> parameters.add(hashParameter));
    return parameters;
  }

  private String longestCode() {
    return "8".repeat(digits);
  }

  /** The longest possible text; empty if the text has no place for the code. */
  Optional<String> filledIn(String text) {
    var withHash = hash.map(given -> fill(text, hashParameter, given)).orElse(text);
    return Optional.of(fill(withHash, codeParameter, longestCode()))
        .filter(filled -> filled.contains(longestCode()));
  }

  private static String fill(String text, String parameter, String value) {
    return Pattern.compile("%" + Pattern.quote(parameter) + "%", Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .replaceAll(Matcher.quoteReplacement(value));
  }
}
