package peyk.domain.operator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import peyk.domain.HashedSecret;

/** A bearer token (RFC 6750) and who shows it. */
public final class OperatorToken {
  private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

  private final Caller caller;
  private final HashedSecret secret;

  public OperatorToken(Caller caller, String token) {
    if (!VISIBLE_ASCII.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "an admin token consists of visible ASCII characters, without blanks");
    }
    this.caller = caller;
    this.secret = new HashedSecret(token);
  }

  public Caller caller() {
    return caller;
  }

  /** A signature that only those can make who know the token. */
  public String sign(String text) {
    return secret.sign(text);
  }

  /** Whether this is the signature of a text. */
  public boolean signed(String text, String signature) {
    return MessageDigest.isEqual(
        sign(text).getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.US_ASCII));
  }

  boolean is(String offered) {
    return secret.matches(offered);
  }

  @Override
  public String toString() {
    return caller.name() + "=[redacted]";
  }
}
