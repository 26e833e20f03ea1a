package peyk.adapters.ftp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.util.SocketAddressEncoder;

/**
 * PASV and EPSV, PORT and EPRT. Data goes to the client's own address only, and to no port below
 * 1024, so that nobody can make us call others (RFC 2577).
 */
final class DataCommands {
  private static final int ENTERING_EXTENDED_PASSIVE_MODE = 229;
  private static final int FIRST_UNPRIVILEGED_PORT = 1024;
  private static final Pattern PORT =
      Pattern.compile("(\\d{1,3},\\d{1,3},\\d{1,3},\\d{1,3}),(\\d{1,3}),(\\d{1,3})");
  private static final Pattern EPRT =
      Pattern.compile("([\\x21-\\x7e])[12]\\1([0-9a-fA-F.:]+)\\1(\\d{1,5})\\1");

  private final Optional<InetAddress> externalAddress;

  DataCommands(Optional<String> externalAddress) {
    this.externalAddress = externalAddress.map(InetAddress::ofLiteral);
  }

  Command passive() {
    return (session, context, request) -> session.write(passive(Visit.of(session).dataLine()));
  }

  private FtpReply passive(DataLine line) {
    var told = externalAddress.orElse(line.server());
    if (!(told instanceof Inet4Address)) {
      return Replies.reply(
          FtpReply.REPLY_425_CANT_OPEN_DATA_CONNECTION, "PASV is for IPv4, use EPSV.");
    }
    try {
      var address = SocketAddressEncoder.encode(new InetSocketAddress(told, line.listen()));
      return Replies.reply(
          FtpReply.REPLY_227_ENTERING_PASSIVE_MODE, "Entering Passive Mode (" + address + ").");
    } catch (IOException e) {
      return Replies.NO_DATA_LINE;
    }
  }

  Command extendedPassive() {
    return (session, context, request) ->
        session.write(extendedPassive(Visit.of(session).dataLine()));
  }

  private static FtpReply extendedPassive(DataLine line) {
    try {
      return Replies.reply(
          ENTERING_EXTENDED_PASSIVE_MODE,
          "Entering Extended Passive Mode (|||" + line.listen() + "|).");
    } catch (IOException e) {
      return Replies.NO_DATA_LINE;
    }
  }

  Command active() {
    return (session, context, request) -> session.write(aim(session, port(request)));
  }

  Command extendedActive() {
    return (session, context, request) -> session.write(aim(session, extendedPort(request)));
  }

  private static FtpReply aim(FtpIoSession session, Optional<InetSocketAddress> address) {
    var line = Visit.of(session).dataLine();
    if (address.isEmpty()) {
      return Replies.BAD_ARGUMENT;
    }
    if (!address.get().getAddress().equals(line.client())
        || address.get().getPort() < FIRST_UNPRIVILEGED_PORT) {
      return Replies.reply(
          FtpReply.REPLY_501_SYNTAX_ERROR_IN_PARAMETERS_OR_ARGUMENTS,
          "Only your own address, and a port from 1024 on.");
    }
    line.aim(address.get());
    return Replies.reply(FtpReply.REPLY_200_COMMAND_OKAY, "Command okay.");
  }

  private static Optional<InetSocketAddress> port(FtpRequest request) {
    var words = PORT.matcher(argument(request));
    return words.matches()
        ? address(
            words.group(1).replace(',', '.'),
            Integer.parseInt(words.group(2)) * 256 + Integer.parseInt(words.group(3)))
        : Optional.empty();
  }

  private static Optional<InetSocketAddress> extendedPort(FtpRequest request) {
    var words = EPRT.matcher(argument(request));
    return words.matches()
        ? address(words.group(2), Integer.parseInt(words.group(3)))
        : Optional.empty();
  }

  /** Names are not looked up: only literal addresses are understood. */
  private static Optional<InetSocketAddress> address(String literal, int port) {
    try {
      return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(literal), port));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String argument(FtpRequest request) {
    return request.hasArgument() ? request.getArgument().strip() : "";
  }
}
