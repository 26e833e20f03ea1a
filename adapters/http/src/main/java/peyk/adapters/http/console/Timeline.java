package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import peyk.adapters.http.console.View.Tone;
import peyk.application.overview.ServiceOverview;
import peyk.application.overview.ServiceOverview.Answer;
import peyk.application.overview.ServiceOverview.Asked;
import peyk.domain.command.Command;
import peyk.domain.command.CommandState;
import peyk.domain.firmware.DecisionRepository.Remembered;
import peyk.domain.sim.SimRepository.Reading;
import peyk.domain.tracker.OperatorRedaction;

/** The history of a tracker, the latest first. */
record Timeline(View view) {
  private static final int MOST = 40;

  private record Entry(Instant at, Phrase kind, Html content) {}

  Html of(Optional<ServiceOverview> service, List<Remembered> checks, List<Reading> reading) {
    var entries =
        Stream.of(
                service.stream().flatMap(one -> one.commands().stream()).map(this::command),
                service.stream().flatMap(one -> one.answers().stream()).map(this::answer),
                checks.stream().map(this::check),
                reading.stream().flatMap(one -> balance(one).stream()))
            .flatMap(entry -> entry)
            .sorted(Comparator.comparing(Entry::at).reversed())
            .limit(MOST)
            .toList();
    return entries.isEmpty()
        ? view.note(Phrase.NOTHING_HAPPENED)
        : element("ol", css("timeline"), Html.all(entries.stream().map(this::item)));
  }

  private Html item(Entry entry) {
    return element(
        "li",
        view.time(entry.at()),
        element("span", css("kind"), text(view.say(entry.kind()))),
        element("div", entry.content()));
  }

  private Entry command(Asked asked) {
    var command = asked.command();
    return new Entry(
        command.wantedAt(),
        Phrase.COMMAND,
        Html.all(
            view.code(OperatorRedaction.command(command.text())),
            text(" "),
            state(view, command),
            text(" "),
            element("span", css("faint"), origin(view, command))));
  }

  /** Of a schedule only the name. */
  static Html origin(View view, Command command) {
    var words = command.origin().value().split(" ", 3);
    return words.length > 1
        ? Html.all(text(view.say(Phrase.SCHEDULE) + " "), view.name(words[1]))
        : text(view.say("ORIGIN", words[0]));
  }

  static Html state(View view, Command command) {
    var tone =
        switch (command.state()) {
          case ANSWERED -> Tone.GOOD;
          case WANTED, SENT, CANCELLED -> Tone.CALM;
          case REFUSED, EXPIRED -> Tone.WARN;
        };
    var tries = command.state() == CommandState.WANTED && command.attempts() > 0;
    var words = view.say("COMMAND", command.state().word());
    return view.badge(
        tone,
        tries
            ? words
                + " · "
                + view.language().number(command.attempts())
                + " "
                + view.say(Phrase.TRIES)
            : words);
  }

  private Entry answer(Answer answer) {
    return new Entry(
        answer.at(),
        Phrase.ANSWER,
        Html.all(
            shown(answer),
            answer.handledAt().isPresent()
                ? Html.NOTHING
                : Html.all(text(" "), view.badge(Tone.WARN, view.say(Phrase.NOT_HANDLED)))));
  }

  /** Of an answer that may hold a password, its kind. */
  private Html shown(Answer answer) {
    return answer.text().equals(OperatorRedaction.REDACTED)
        ? Html.all(
            text(view.say("ANSWER", answer.kind().name()) + " "),
            element("span", css("faint"), text(view.say(Phrase.HIDDEN))))
        : view.code(answer.text());
  }

  private Entry check(Remembered check) {
    return new Entry(
        check.at(),
        Phrase.FIRMWARE_CHECK,
        Html.all(
            text(view.say(Phrase.RUNS) + " "),
            view.code(Long.toString(check.check().version())),
            text(" "),
            view.badge(
                check.offered() ? Tone.GOOD : Tone.CALM, view.say("REASON", check.reason()))));
  }

  private Optional<Entry> balance(Reading reading) {
    return reading.balance().isPresent()
        ? Optional.of(
            new Entry(reading.at(), Phrase.BALANCE, view.rials(reading.balance().getAsLong())))
        : Optional.empty();
  }
}
