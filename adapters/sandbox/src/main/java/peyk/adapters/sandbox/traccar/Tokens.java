package peyk.adapters.sandbox.traccar;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import peyk.adapters.sandbox.Json;

/**
 * The tokens: in base64url the length of a signature, the signature, and the signed claims. Like
 * Traccar's they are refused in different ways, depending on what is wrong with them.
 */
final class Tokens {
  private static final String ALGORITHM = "HmacSHA512";
  private static final int SIGNATURE_LENGTH = 64;

  /** The content of a valid token. */
  record Claims(String id, long userId, Instant expiration) {}

  /** The result of reading a text as a token. */
  sealed interface Reading {
    record Good(Claims claims) implements Reading {}

    /** The signature is wrong, or the token has expired or was revoked. */
    record Refused() implements Reading {}

    /** The text cannot be read as a token, such as {@code nonsense} or a JWT. */
    record NoToken() implements Reading {}

    /** The text is base64 but too short for a signature, such as {@code AAAA}. */
    record NotSigned() implements Reading {}
  }

  private final InstantSource clock;
  private final SecretKeySpec key;
  private final Set<String> revoked = new HashSet<>();

  Tokens(InstantSource clock) {
    this.clock = clock;
    var secret = new byte[SIGNATURE_LENGTH];
    new SecureRandom().nextBytes(secret);
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  String issue(long userId, Instant expiration) {
    var payload = JsonNodeFactory.instance.objectNode();
    payload.put("i", UUID.randomUUID().toString().replace("-", ""));
    payload.put("u", userId);
    payload.put("e", expiration.toString());
    var signed = Json.bytes(payload);
    var signature = sign(signed);
    var token = new byte[1 + signature.length + signed.length];
    token[0] = (byte) signature.length;
    System.arraycopy(signature, 0, token, 1, signature.length);
    System.arraycopy(signed, 0, token, 1 + signature.length, signed.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  Reading read(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new Reading.NoToken();
    }
    if (bytes.length == 0 || bytes[0] < 0 || 1 + bytes[0] > bytes.length) {
      return new Reading.NoToken();
    }
    if (bytes[0] != SIGNATURE_LENGTH) {
      return new Reading.NotSigned();
    }
    var signature = Arrays.copyOfRange(bytes, 1, 1 + SIGNATURE_LENGTH);
    var signed = Arrays.copyOfRange(bytes, 1 + SIGNATURE_LENGTH, bytes.length);
    if (!MessageDigest.isEqual(signature, sign(signed))) {
      return new Reading.Refused();
    }
    var claims = claims(signed);
    return revoked.contains(claims.id()) || !claims.expiration().isAfter(clock.instant())
        ? new Reading.Refused()
        : new Reading.Good(claims);
  }

  void revoke(Claims claims) {
    revoked.add(claims.id());
  }

  private static Claims claims(byte[] signed) {
    var payload = Json.tree(signed);
    return new Claims(
        payload.path("i").asText(),
        payload.path("u").asLong(),
        Instant.parse(payload.path("e").asText()));
  }

  private byte[] sign(byte[] content) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
