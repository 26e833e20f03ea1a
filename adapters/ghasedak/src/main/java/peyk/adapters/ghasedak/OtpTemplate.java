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
record OtpTemplate(
    String name, String codeParameter, String hashParameter, Optional<String> appHash) {
  OtpTemplate {
    if (name.isBlank() || codeParameter.isBlank() || hashParameter.isBlank()) {
      throw new IllegalArgumentException("the template of the SMS and its parameters need names");
    }
    appHash = appHash.filter(hash -> !hash.isBlank());
  }

  OtpTemplate withoutHash() {
    return new OtpTemplate(name, codeParameter, hashParameter, Optional.empty());
  }
}
