package peyk.bootstrap.settings;

import java.util.Optional;
import peyk.adapters.ftp.FtpConfig;
import peyk.application.intake.IntakeLimits;
import peyk.domain.firmware.LinkTemplate;
import peyk.domain.firmware.OfferRetryPolicy;

/**
 * How firmware reaches trackers.
 *
 * @param ftp empty = parts are not given out here
 * @param publicHost the name or address of the FTP server that trackers are told
 * @param links how trackers are told of releases whose parts are here; empty = they are not
 * @param limits on checks
 * @param longestPart bytes
 */
public record FirmwareSettings(
    Optional<FtpConfig> ftp,
    String publicHost,
    Optional<LinkTemplate> links,
    OfferRetryPolicy retries,
    IntakeLimits limits,
    int longestPart) {
  static final int LONGEST_PART = 1024 * 1024 * 1024;

  private static final int HIGHEST_PORT = 65_535;

  /** These stand in a link, and trackers parse links in their own ways. */
  private static final String PLAIN = "[A-Za-z0-9._~-]{1,128}";

  static FirmwareSettings read(SettingsReader read) {
    var enabled = read.flag("ftp.enabled");
    return new FirmwareSettings(
        enabled ? Optional.of(ftp(read)) : Optional.empty(),
        read.text("ftp.public-host"),
        links(read, enabled),
        retries(read),
        SimSettings.limits(read, "firmware"),
        read.integer("firmware.longest-part", 1, LONGEST_PART));
  }

  private static OfferRetryPolicy retries(SettingsReader read) {
    var first = read.duration("firmware.first-wait", "0", "30d");
    var longest = read.duration("firmware.longest-wait", "0", "30d");
    return new OfferRetryPolicy(
        read.integer("firmware.free-offers", 1, 1000),
        first,
        read.atLeast("firmware.first-wait", first, "firmware.longest-wait", longest));
  }

  /** The link with the FTP settings filled in. The places of the release stay open. */
  private static Optional<LinkTemplate> links(SettingsReader read, boolean ftpEnabled) {
    var text =
        read.text("firmware.link")
            .replace("{user}", read.text("ftp.user"))
            .replace("{password}", read.text("ftp.password"))
            .replace("{host}", read.text("ftp.public-host"))
            .replace("{port}", read.text("ftp.port"));
    var needsFtp = read.text("firmware.link").contains("{host}");
    if (ftpEnabled
        && read.text("ftp.port").equals("0")
        && read.text("firmware.link").contains("{port}")) {
      read.fault("ftp.port", "must be a certain one, because trackers are told it");
    }
    if (text.isEmpty() || needsFtp && !ftpEnabled) {
      return Optional.empty();
    }
    return Optional.of(
        read.check(
            "firmware.link",
            "must have {type}, {version} and {revision} in it",
            new LinkTemplate("{type}{version}{revision}"),
            () -> new LinkTemplate(text)));
  }

  private static FtpConfig ftp(SettingsReader read) {
    read.required("ftp.public-host", "the name or address by which trackers reach the FTP server");
    var account = new FtpConfig.Account(plain("ftp.user", read), plain("ftp.password", read));
    var limits =
        new FtpConfig.Limits(
            read.integer("ftp.max-connections", 1, 100_000),
            read.integer("ftp.max-connections-per-address", 1, 100_000),
            read.duration("ftp.idle-timeout", "1s", "1d"),
            read.integer("ftp.max-rate", 0, Integer.MAX_VALUE));
    try {
      return new FtpConfig(
          read.required("ftp.host", "the address to listen on, 0.0.0.0 for all"),
          read.integer("ftp.port", 0, HIGHEST_PORT),
          account,
          FtpConfig.PassivePorts.parse(read.text("ftp.passive-ports")),
          read.find("ftp.external-address"),
          limits);
    } catch (IllegalArgumentException e) {
      read.fault("ftp", "cannot be used: " + e.getMessage());
      return FtpConfig.of("0.0.0.0", 0, account);
    }
  }

  private static String plain(String key, SettingsReader read) {
    var text = read.required(key, "one FTP account for all trackers, which their links tell them");
    if (text.matches(PLAIN)) {
      return text;
    }
    read.fault(key, "may have letters, digits and -._~ only, because it is part of a link");
    return SettingsReader.NONE;
  }
}
