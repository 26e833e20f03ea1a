package peyk.adapters.ghasedak;

import java.util.Optional;

/**
 * A text with parameters that was approved in Ghasedak's panel.
 *
 * @param codeParameter the parameter for the code
 * @param hashParameter the parameter for the app hash
 * @param appHash of the Android app that reads the code from the text (SMS Retriever); empty if the
 *     template has no parameter for it
 */
public record OtpTemplate(
    String name, String codeParameter, String hashParameter, Optional<String> appHash) {
  public static final String CODE_PARAMETER = "param1";
  public static final String HASH_PARAMETER = "param2";

  public OtpTemplate {
    if (name.isBlank() || codeParameter.isBlank() || hashParameter.isBlank()) {
      throw new IllegalArgumentException("the template of the SMS and its parameters need names");
    }
    appHash = appHash.filter(hash -> !hash.isBlank());
  }

  /** A template whose only parameter is the code. */
  public static OtpTemplate named(String name) {
    return new OtpTemplate(name, CODE_PARAMETER, HASH_PARAMETER, Optional.empty());
  }
}
