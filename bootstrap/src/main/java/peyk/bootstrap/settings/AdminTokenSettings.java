package peyk.bootstrap.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import peyk.adapters.http.admin.AdminConfig;
import peyk.domain.operator.Caller;
import peyk.domain.operator.OperatorRole;
import peyk.domain.operator.OperatorToken;
import peyk.domain.operator.OperatorTokens;
import peyk.domain.text.Worded;

/**
 * Reads who may use the admin API, in which role. No fault repeats an entry, because it may hold a
 * token.
 */
record AdminTokenSettings(SettingsReader read) {
  private static final String TOKEN = "admin.token";
  private static final String TOKENS = "admin.tokens";

  /** RFC 6750, section 2.1; 16 of these characters cannot be guessed if they are random. */
  private static final Pattern LONG_TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{16,}=*");

  private record Entry(Caller caller, String text) {
    OperatorToken token() {
      return new OperatorToken(caller, text);
    }
  }

  static AdminConfig read(SettingsReader read) {
    var tokens = new AdminTokenSettings(read).tokens();
    return new AdminConfig(
        tokens,
        tokens.isEmpty() && !read.flag("admin.require-token"),
        read.integer("firmware.longest-part", 1, FirmwareSettings.LONGEST_PART));
  }

  /** A short token stays allowed, because it may be in use; a named one has to be long. */
  static Optional<String> warning(SettingsReader read) {
    return read.find(TOKEN)
        .filter(token -> token.length() < 16)
        .map(token ->
            "ADMIN_TOKEN is short and may be guessed: 'openssl rand -hex 24' makes a good one");
  }

  /**
   * A token for the command line to show to the service, if there is one with every right: a
   * configured one, or else the one that the service made for itself.
   *
   * @param dataDirectory of the service
   */
  static Optional<String> ownToken(SettingsReader read, Path dataDirectory) {
    var entries = new AdminTokenSettings(read).entries().toList();
    return entries.isEmpty()
        ? AdminTokenFile.in(dataDirectory).find()
        : entries.stream()
            .filter(entry -> entry.caller().may(OperatorRole.ADMINISTER))
            .map(Entry::text)
            .findFirst();
  }

  private OperatorTokens tokens() {
    var entries = entries().toList();
    if (entries.stream().map(Entry::text).distinct().count() < entries.size()) {
      read.fault(TOKENS, "must have another token for each name, and not that of admin.token");
    }
    return read.check(
        TOKENS,
        "must have a name of its own for each token; admin is the name of admin.token",
        OperatorTokens.none(),
        () -> new OperatorTokens(entries.stream().map(Entry::token).toList()));
  }

  private Stream<Entry> entries() {
    var named = read.list(TOKENS);
    return Stream.concat(
        admin().stream(),
        IntStream.range(0, named.size())
            .mapToObj(i -> entry(named.get(i), "entry " + (i + 1) + " "))
            .flatMap(Optional::stream));
  }

  private Optional<Entry> admin() {
    return read.find(TOKEN)
        .flatMap(text ->
            read.check(
                TOKEN,
                "must be of letters, digits and signs, without blanks",
                Optional.empty(),
                () -> checked(new Entry(Caller.ADMIN, text))));
  }

  private static Optional<Entry> checked(Entry entry) {
    entry.token();
    return Optional.of(entry);
  }

  private Optional<Entry> entry(String entry, String place) {
    var parts = entry.split(":", 3);
    if (parts.length < 3) {
      read.fault(TOKENS, place + "must be name:role:token or name:role:@file");
      return Optional.empty();
    }
    return role(parts[1].strip(), place)
        .flatMap(role -> caller(parts[0].strip(), role, place))
        .flatMap(caller -> text(parts[2].strip(), place).map(text -> new Entry(caller, text)));
  }

  private Optional<OperatorRole> role(String word, String place) {
    var role = Worded.find(OperatorRole.values(), word);
    if (role.isEmpty()) {
      read.fault(TOKENS, place + "must have the role read, operate or administer");
    }
    return role;
  }

  private Optional<Caller> caller(String name, OperatorRole role, String place) {
    return read.check(
        TOKENS,
        place + "must have a name of up to 40 lower case letters, digits and dashes",
        Optional.empty(),
        () -> Optional.of(new Caller(name, role)));
  }

  private Optional<String> text(String token, String place) {
    var text = token.startsWith("@") ? content(token.substring(1)) : Optional.of(token);
    if (text.isEmpty()) {
      read.fault(TOKENS, place + "names a file that cannot be read");
    } else if (!LONG_TOKEN.matcher(text.get()).matches()) {
      read.fault(TOKENS, place + "must have a token of 16 or more letters, digits and ._~+/-");
      return Optional.empty();
    }
    return text;
  }

  private static Optional<String> content(String file) {
    try {
      return Optional.of(Files.readString(Path.of(file)).strip());
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
