package peyk.application.command;

import java.util.List;
import peyk.application.job.FanOut.Work;
import peyk.application.monitoring.RecordingJournal;
import peyk.domain.MovableClock;
import peyk.domain.command.Command;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandPolicy;
import peyk.domain.command.CommandState;
import peyk.domain.command.Commands;
import peyk.domain.command.InMemoryCommandLines;
import peyk.domain.device.Device;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.device.InMemoryCommandGateway;
import peyk.domain.device.InMemoryDeviceGateway;

/** A tracker that is sent commands, and those who watch. */
final class CommandWorld {
  static final Imei IMEI = Imeis.checked(1);
  static final CommandPolicy POLICY = Commands.policy();

  final MovableClock clock = new MovableClock();
  final InMemoryCommandLines commands = new InMemoryCommandLines();
  final InMemoryDeviceGateway devices = new InMemoryDeviceGateway();
  final InMemoryCommandGateway trackers = new InMemoryCommandGateway();
  final Device tracker = devices.add(IMEI.digits(), "a tracker");
  final RecordingJournal journal = new RecordingJournal();
  final DispatchCommands dispatch =
      new DispatchCommands(commands, trackers, devices, POLICY, journal, clock);
  final OrderCommand orderCommand = new OrderCommand(commands, devices, POLICY, clock);

  /** Sends the next command; false if none is due. */
  boolean dispatchOne() {
    return dispatchOne(dispatch);
  }

  static boolean dispatchOne(DispatchCommands dispatch) {
    return switch (dispatch.next()) {
      case Work.Piece(var task) -> {
        task.run();
        yield true;
      }
      case Work.Nothing _ -> false;
    };
  }

  CommandId want(String text) {
    return want(tracker, text);
  }

  CommandId want(Device device, String text) {
    return Commands.ordered(commands, device.id(), text, clock.now()).id();
  }

  Command command(CommandId id) {
    return commands.find(id).orElseThrow();
  }

  CommandState state(CommandId id) {
    return command(id).state();
  }

  List<String> sent() {
    return trackers.sentTo(tracker.id());
  }
}
