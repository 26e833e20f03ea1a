package peyk.bootstrap.doctor;

import java.io.PrintStream;
import java.util.List;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.Severity;

/** Prints findings, one line each, with the cure below. */
final class Report {
  private static final String LINE = "%-6s %-12s %s%n";

  private final PrintStream console;
  private int faults;

  Report(PrintStream console) {
    this.console = console;
  }

  void tell(List<Finding> findings) {
    findings.forEach(this::tell);
    console.flush();
  }

  private void tell(Finding finding) {
    console.printf(LINE, mark(finding.severity()), finding.area().title(), finding.sentence());
    finding.cure().ifPresent(cure -> console.printf(LINE, "", "", "→ " + cure));
    faults += finding.isFault() ? 1 : 0;
  }

  private static String mark(Severity severity) {
    return severity == Severity.FAULT ? "FAULT" : severity.word();
  }

  /**
   * Prints the summary.
   *
   * @return whether no fault was found
   */
  boolean conclude() {
    console.println();
    console.println(
        switch (faults) {
          case 0 -> "All would work.";
          case 1 -> "One thing would not work.";
          default -> faults + " things would not work.";
        });
    return faults == 0;
  }
}
