package peyk.adapters.http.console;

import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.css;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.firmware.RolloutShare;
import peyk.domain.operator.Caller;
import peyk.domain.operator.OperatorRole;

/**
 * Writes pages for one reader.
 *
 * @param reader empty for a stranger
 */
record View(Language language, Optional<Caller> reader) {
  /** How much a state needs the reader. */
  enum Tone {
    GOOD,
    CALM,
    WARN,
    BAD;

    String css() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  boolean may(OperatorRole role) {
    return reader.filter(caller -> caller.may(role)).isPresent();
  }

  String say(Words words) {
    return language.say(words);
  }

  /** The name of a state or a kind; the code itself if it is new. */
  String say(String group, String code) {
    return CodeName.of(group, code).map(this::say).orElse(code);
  }

  Html number(long number) {
    return text(language.number(number));
  }

  /** With its unit, never broken. */
  Html rials(long rials) {
    return element("span", css("nowrap"), text(language.number(rials) + " " + say(Phrase.RIALS)));
  }

  /** Written anew by the browser, in the reader's calendar and zone. */
  Html time(Instant time) {
    return element(
        "time",
        attribute("datetime", time.truncatedTo(ChronoUnit.SECONDS)),
        text(language.digits(MINUTES.format(time)) + " UTC"));
  }

  /** A text that others wrote, which has a direction of its own. */
  Html foreign(String words) {
    return element("bdi", text(words));
  }

  /** A text that is copied, unless it is a sentence of the service. */
  Html codeOrSentence(String text) {
    return Sentence.inPersian(this, text)
        .map(persian -> language == Language.PERSIAN ? persian : text(Durations.inWords(text)))
        .orElseGet(() -> code(text));
  }

  /** A sentence of the service, which is English elsewhere; also here if it has no Persian form. */
  Html sentence(String english) {
    return language == Language.PERSIAN
        ? Sentence.inPersian(this, english).orElseGet(() -> english(english))
        : english(english);
  }

  private static Html english(String sentence) {
    return element(
        "span", attribute("lang", "en"), attribute("dir", "ltr"), css("english"), text(sentence));
  }

  /** Such a sentence, if it tells more than a badge does: numbers, times. */
  Html details(String sentence) {
    return sentence.chars().anyMatch(Character::isDigit) ? sentence(sentence) : Html.NOTHING;
  }

  /**
   * A text that is copied rather than read: an IMEI, a command. A long list breaks between items.
   */
  Html code(String code) {
    var pieces = new ArrayList<Part>();
    pieces.add(attribute("dir", "ltr"));
    for (var item : code.split("(?<=;)")) {
      pieces.add(Html.all(text(item), item.endsWith(";") ? element("wbr") : Html.NOTHING));
    }
    return element("code", pieces.toArray(Part[]::new));
  }

  /** The name that an operator gave to something. */
  Html name(String name) {
    return element("bdi", css("nowrap"), text(name));
  }

  /** So many out of so many. */
  String outOf(long count, long all) {
    return language.number(count) + " " + say(Phrase.OF) + " " + language.number(all);
  }

  String share(RolloutShare share) {
    return language.decimal(share.percent().toPlainString()) + " " + say(Phrase.PERCENT);
  }

  Html tracker(Imei imei) {
    return link("/console/trackers/" + imei.digits(), code(imei.digits()));
  }

  /** By its IMEI, or else by its id in Traccar. */
  Html tracker(DeviceId device, Map<DeviceId, Imei> imeis) {
    var id = "#" + device;
    return Optional.ofNullable(imeis.get(device))
        .map(this::tracker)
        .orElseGet(() -> link("/console/trackers?q=" + encoded(id), code(id)));
  }

  static Html link(String path, Html content) {
    return element("a", attribute("href", path), content);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Html badge(Tone tone, String words) {
    return element("span", css("badge " + tone.css()), text(words));
  }

  Html note(Phrase phrase) {
    return element("p", css("note"), text(say(phrase)));
  }

  /** A part of a page with a heading. */
  Html section(Phrase title, Html... content) {
    var id = "s-" + title.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return element(
        "section",
        attribute("aria-labelledby", id),
        element("h2", attribute("id", id), text(say(title))),
        Html.all(content));
  }

  /** Names and their values. */
  Html facts(Map<Phrase, Html> facts) {
    return element(
        "dl",
        Html.all(
            facts.entrySet().stream()
                .filter(fact -> !fact.getValue().isNothing())
                .map(fact ->
                    element(
                        "div",
                        element("dt", text(say(fact.getKey()))),
                        element("dd", fact.getValue())))));
  }

  /** On narrow screens each row becomes a card, and each cell has its heading before it. */
  Html table(List<Phrase> headings, Stream<List<Html>> rows) {
    var head =
        headings.stream().map(one -> element("th", attribute("scope", "col"), text(say(one))));
    return element(
        "table",
        element("thead", element("tr", Html.all(head))),
        element("tbody", Html.all(rows.map(row -> element("tr", Html.all(cells(headings, row)))))));
  }

  private Stream<Html> cells(List<Phrase> headings, List<Html> row) {
    return IntStream.range(0, row.size())
        .mapToObj(i ->
            element(
                "td", attribute("data-label", say(headings.get(i))), element("div", row.get(i))));
  }

  /** A form of one button, for readers with that role. */
  Html button(OperatorRole role, String action, Phrase label, Map<String, String> fields) {
    return form(
        role,
        action,
        label,
        Html.all(
            fields.entrySet().stream()
                .map(field ->
                    element(
                        "input",
                        attribute("type", "hidden"),
                        attribute("name", field.getKey()),
                        attribute("value", field.getValue())))));
  }

  /** A form of one button, for readers who may operate. */
  Html button(String action, Phrase label, Map<String, String> fields) {
    return button(OperatorRole.OPERATE, action, label, fields);
  }

  Html button(String action, Phrase label) {
    return button(action, label, Map.of());
  }

  /** A form that changes something; nothing for readers without that role. */
  Html form(OperatorRole role, String action, Phrase label, Html... fields) {
    if (!may(role)) {
      return Html.NOTHING;
    }
    var parts = new ArrayList<Part>();
    parts.add(attribute("method", "post"));
    parts.add(attribute("action", action));
    parts.addAll(Arrays.asList(fields));
    parts.add(element("button", text(say(label))));
    return element("form", parts.toArray(Part[]::new));
  }

  /** A field with its label. */
  Html field(Phrase label, String name, Part... more) {
    var parts =
        Stream.concat(
            Stream.of(attribute("name", name), attribute("autocomplete", "off")),
            Arrays.stream(more));
    return element(
        "label", element("span", text(say(label))), element("input", parts.toArray(Part[]::new)));
  }
}
