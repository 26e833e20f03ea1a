package peyk.bootstrap.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import peyk.adapters.ftp.FtpConfig;
import peyk.bootstrap.settings.FirmwareSettings;
import peyk.domain.diagnosis.Area;
import peyk.domain.diagnosis.Finding;

/** Diagnoses whether trackers can fetch firmware: the server and the link that they get. */
record FtpChecks(FirmwareSettings firmware) {
  List<Finding> look(boolean serviceIsRunning) {
    return firmware
        .ftp()
        .map(config -> look(config, serviceIsRunning))
        .orElseGet(() ->
            List.of(Area.FTP.ok("ftp_off", "it is off: parts of firmware are not given out here")));
  }

  private List<Finding> look(FtpConfig config, boolean serviceIsRunning) {
    var findings = new ArrayList<Finding>();
    findings.add(serviceIsRunning ? answers(config) : port(config));
    findings.add(publicHost(config));
    return findings;
  }

  private static Finding port(FtpConfig config) {
    return Ports.obstacle(Area.FTP, config.host(), config.port(), "FTP")
        .orElseGet(() -> Area.FTP.ok("ftp_port", "its port %d is free".formatted(config.port())));
  }

  private static Finding answers(FtpConfig config) {
    try {
      return FtpTrial.login(Ports.nearest(config.host()), config.port(), config.account())
          ? Area.FTP.ok(
              "ftp", "it answers on port %d, and takes the account".formatted(config.port()))
          : Area.FTP.fault(
              "ftp_login",
              "what answers on port %d does not take the account".formatted(config.port()),
              "restart the service, if FTP_USER or FTP_PASSWORD were changed since it was started");
    } catch (IOException e) {
      return Area.FTP.fault(
          "ftp_silent",
          "the service is running, but nothing answers on its FTP port %d".formatted(config.port()),
          "restart the service, if FTP_ENABLED or FTP_PORT were changed since it was started");
    }
  }

  private Finding publicHost(FtpConfig config) {
    var host = firmware.publicHost();
    try {
      var addresses = InetAddress.getAllByName(host);
      var isOurs = Stream.of(addresses).anyMatch(FtpChecks::isOfThisMachine);
      return isOurs || config.externalAddress().isPresent()
          ? Area.FTP.ok("ftp_public_host", "trackers are sent to " + host)
          : Area.FTP.note(
              "ftp_elsewhere",
              "trackers are sent to %s, which is no address of this machine".formatted(host),
              "if it leads here all the same, set FTP_EXTERNAL_ADDRESS to the IPv4 address that trackers see");
    } catch (UnknownHostException e) {
      return Area.FTP.fault(
          "ftp_host_unknown",
          "trackers are sent to %s, which cannot be resolved".formatted(host),
          "set FTP_PUBLIC_HOST to a name or an address by which trackers reach this machine");
    }
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return Optional.ofNullable(NetworkInterface.getByInetAddress(address)).isPresent();
    } catch (SocketException e) {
      return false;
    }
  }
}
