package peyk.adapters.ftp;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in the tree, as its steps from the root, e.g. {@code 90, 131081, 2, app.001}. Whatever a
 * client sends becomes one of these; a step is compared as a whole with what is there and means
 * nothing else, so odd characters lead nowhere.
 */
record FirmwarePath(List<String> steps) {
  static final FirmwarePath ROOT = new FirmwarePath(List.of());

  FirmwarePath {
    steps = List.copyOf(steps);
  }

  /** Where a client that is here means to go; above the root there is the root. */
  FirmwarePath resolve(String text) {
    var there = new ArrayList<>(text.startsWith("/") ? List.of() : steps);
    for (var step : text.split("/")) {
      if (step.equals("..")) {
        if (!there.isEmpty()) {
          there.removeLast();
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        there.add(step);
      }
    }
    return new FirmwarePath(there);
  }

  FirmwarePath child(String name) {
    var below = new ArrayList<>(steps);
    below.add(name);
    return new FirmwarePath(below);
  }

  int depth() {
    return steps.size();
  }

  String name() {
    return steps.isEmpty() ? "/" : steps.getLast();
  }

  @Override
  public String toString() {
    return "/" + String.join("/", steps);
  }
}
