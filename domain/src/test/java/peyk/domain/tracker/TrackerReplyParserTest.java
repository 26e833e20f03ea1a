package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.Attributes;
import peyk.domain.tracker.TrackerReply.AllParameters;
import peyk.domain.tracker.TrackerReply.Imsi;
import peyk.domain.tracker.TrackerReply.Malformed;
import peyk.domain.tracker.TrackerReply.NewValues;
import peyk.domain.tracker.TrackerReply.ParametersRead;
import peyk.domain.tracker.TrackerReply.ParametersSet;
import peyk.domain.tracker.TrackerReply.Registered;
import peyk.domain.tracker.TrackerReply.Unrecognised;
import peyk.domain.tracker.TrackerReply.Version;

class TrackerReplyParserTest {
  private static final String REGISTRATION =
      "{\"cmd\":29,\"param\":{\"imei\":\"350123450000015\",\"imsi\":\"432350123456780\","
          + "\"spn\":\"MTN Irancell\",\"fw\":131081,\"dp\":\"1234\",\"dm\":95,\"dr\":2,"
          + "\"ts\":1795339681,\"owner\":\"09120000001\"}}";

  private final TrackerReplyParser parser = new TrackerReplyParser(new PlainJsonReader());

  @ParameterizedTest
  @MethodSource({
    "lists_of_its_own",
    "lists_that_were_asked_for",
    "versions",
    "sims_and_passwords",
    "hex_dumps",
    "other_texts"
  })
  void an_answer_means(String result, TrackerReply reply) {
    assertThat(parser.parse(result)).isEqualTo(reply);
  }

  static Stream<Arguments> lists_of_its_own() {
    return Stream.of(
        arguments("ALLPARAMS:11000:1;11001:5;", new AllParameters("11000:1;11001:5;")),
        arguments("ALLPARAMS:2:b;1:a;", new AllParameters("2:b;1:a;")),
        arguments("ALLPARAMS:1:a", new AllParameters("1:a")),
        arguments("ALLPARAMS: 1:a;\r\n", new AllParameters("1:a;")),
        arguments("ALLPARAMS:1:;2:0.0.0.0:5027;", new AllParameters("1:;2:0.0.0.0:5027;")),
        arguments("ALLPARAMS:", new Malformed()),
        arguments("ALLPARAMS:;", new Malformed()),
        arguments("ALLPARAMS:none", new Malformed()),
        arguments("ALLPARAMS:1:a;truncat", new AllParameters("1:a")),
        arguments("ALLPARAMS:2 : b ;1:a;x:9;", new AllParameters("2:b;1:a;")),
        arguments("PARAM SET:11000:2;", new ParametersSet(list("11000:2;"))),
        arguments("PARAM SET: 7:b;3:a;", new ParametersSet(list("3:a;7:b;"))),
        arguments("PARAM SET:11000:2", new ParametersSet(list("11000:2;"))),
        arguments("PARAM SET:", new Malformed()),
        arguments("PARAM SET:ERROR", new Malformed()));
  }

  static Stream<Arguments> lists_that_were_asked_for() {
    return Stream.of(
        arguments("Param ID:17703 Value:1", new ParametersRead("17703:1")),
        arguments(
            "Param ID:17703 Value:1;17603:0;7036:2", new ParametersRead("17703:1;17603:0;7036:2")),
        arguments("Param ID:100000 Value:0;100001:0;", new ParametersRead("100000:0;100001:0;")),
        arguments("Param ID: 17703  Value:1;", new ParametersRead("17703:1;")),
        arguments(
            "Param ID:2004 Value:a.example.org;2005:5027",
            new ParametersRead("2004:a.example.org;2005:5027")),
        arguments("Param ID:17703 Value:", new ParametersRead("17703:")),
        arguments("Param ID:17703 Value:1;two:2", new ParametersRead("17703:1")),
        arguments("Param ID: 17703  Value: 0 ; 17603:1", new ParametersRead("17703:0;17603:1")),
        arguments("Param ID:17703", new Malformed()),
        arguments("Param ID:abc Value:1", new Malformed()),
        arguments("Param ID:17703Value:1", new Malformed()),
        arguments("Param ID:1234567890123456789 Value:1", new Malformed()),
        arguments("New value 11000:2;", new NewValues(list("11000:2;"))),
        arguments("New value 11000:2", new NewValues(list("11000:2;"))),
        arguments("New value:2002:b;2003:c;", new NewValues(list("2002:b;2003:c;"))),
        arguments("New value 3:a;1:b;", new NewValues(list("1:b;3:a;"))),
        arguments("New value", new Malformed()),
        arguments("New value is bad", new Malformed()));
  }

  static Stream<Arguments> versions() {
    return Stream.of(
        arguments("VERSION:2.1.0d MODEL:95/2", new Version("2.1.0d", "95/2")),
        arguments("VERSION: 131081  MODEL: TYNOR-T950 ", new Version("131081", "TYNOR-T950")),
        arguments("VERSION:1.0 beta MODEL:T950 rev 2", new Version("1.0 beta", "T950 rev 2")),
        arguments("VERSION:1.0\r\nMODEL:95", new Version("1.0", "95")),
        arguments("VERSION:1.0", new Malformed()),
        arguments("VERSION:1.0 MODEL:", new Malformed()),
        arguments("VERSION: MODEL:95", new Malformed()),
        arguments("VERSION:1.0MODEL:95", new Malformed()));
  }

  static Stream<Arguments> sims_and_passwords() {
    return Stream.of(
        arguments("IMSI:432350123456780", new Imsi("432350123456780")),
        arguments("IMSI: 432350123456780\r\n", new Imsi("432350123456780")),
        arguments("IMSI:", new Malformed()),
        arguments("IMSI:ERROR", new Malformed()),
        arguments("IMSI:4323", new Malformed()),
        arguments("IMSI:43235012345678012", new Malformed()),
        arguments("IMSI:43235 0123456780", new Malformed()),
        arguments("PASS:1234", password("1234")),
        arguments("PASS: p@ss word", password("p@ss word")),
        arguments("PASS:a:b;c", password("a:b;c")));
  }

  static Stream<Arguments> hex_dumps() {
    return Stream.of(
        arguments("4e65772076616c756520313a09783b", new NewValues(list("1:\tx;"))),
        arguments(hex("IMSI:432350123456780\0"), new Imsi("432350123456780")),
        arguments(hex("PASS:7777\0"), password("7777")),
        arguments(hex("ALLPARAMS:1:a;\0\r\n\0"), new AllParameters("1:a;")),
        arguments(hex("IMSI:۴۳۲۳۵۰۱۲۳۴۵۶۷۸۰"), new Imsi("432350123456780")),
        arguments(hex("PASS:رمز"), password("رمز")),
        arguments(hex("\nIMSI:432350123456780\n"), new Imsi("432350123456780")),
        arguments(hex("ALLPARAMS:1:ایران;"), new AllParameters("1:ایران;")),
        arguments(hex("سلام"), new Unrecognised()),
        arguments("ff", new Unrecognised()),
        arguments("1234", new Unrecognised()),
        arguments("494d53493", new Unrecognised()),
        arguments("494D53493A343332333530313233343536373830", new Unrecognised()));
  }

  static Stream<Arguments> other_texts() {
    return Stream.of(
        arguments("", new Unrecognised()),
        arguments(" \r\n", new Unrecognised()),
        arguments("OK", new Unrecognised()),
        arguments("ERROR", new Unrecognised()),
        arguments("imsi:432350123456780", new Unrecognised()),
        arguments("XVERSION:1 MODEL:2", new Unrecognised()),
        arguments("The IMSI:432350123456780", new Unrecognised()),
        arguments("[29]", new Unrecognised()),
        arguments("\"cmd\":29", new Unrecognised()),
        arguments("{}", new Unrecognised()),
        arguments("{\"cmd\":30,\"param\":{}}", new Unrecognised()),
        arguments("{\"cmd\":null,\"param\":{}}", new Unrecognised()),
        arguments("{\"cmd\":\"29th\",\"param\":{}}", new Unrecognised()),
        arguments("{\"param\":{\"imsi\":\"432350123456780\"}}", new Unrecognised()),
        arguments("{", new Malformed()),
        arguments("{\"cmd\":29,\"param\":{\"imsi\":\"43235", new Malformed()),
        arguments("{\"cmd\":29}", new Malformed()),
        arguments("{\"cmd\":29,\"param\":null}", new Malformed()),
        arguments("{\"cmd\":29,\"param\":[1]}", new Malformed()),
        arguments("{\"cmd\":29,\"param\":\"imsi\"}", new Malformed()),
        arguments("{\"cmd\":29,\"param\":{}} and more", new Malformed()));
  }

  @Test
  void a_registration_tells_all_about_a_tracker() {
    assertThat(parser.parse(REGISTRATION))
        .isEqualTo(
            new Registered(
                Optional.of("432350123456780"),
                Optional.of("MTN Irancell"),
                Optional.of(131081),
                Optional.of(2),
                Optional.of("1234"),
                OptionalLong.of(95),
                Optional.of(Instant.parse("2026-11-22T09:28:01Z"))));
  }

  @Test
  void the_number_of_the_command_may_be_a_text() {
    assertThat(parser.parse(REGISTRATION.replace("\"cmd\":29", "\"cmd\":\"29\"")))
        .isEqualTo(parser.parse(REGISTRATION));
  }

  @Test
  void a_persian_operator_name_comes_as_a_hex_dump() {
    var dump = hex(REGISTRATION.replace("MTN Irancell", "همراه اول"));
    assertThat(((Registered) parser.parse(dump)).operatorName()).contains("همراه اول");
    assertThat(((Registered) parser.parse(dump)).imsi()).contains("432350123456780");
  }

  @Test
  void an_operator_name_in_another_encoding_is_left_out_and_the_rest_is_read() {
    var latin1 =
        REGISTRATION.replace("MTN Irancell", "\u00e7\u00e3").getBytes(StandardCharsets.ISO_8859_1);
    var reply = (Registered) parser.parse(HexFormat.of().formatHex(latin1));
    assertThat(reply.operatorName()).isEmpty();
    assertThat(reply.password()).contains("1234");
  }

  @ParameterizedTest
  @MethodSource
  void a_field_is_read_by_itself(String fields, Registered reply) {
    assertThat(parser.parse("{\"cmd\":29,\"param\":{" + fields + "}}")).isEqualTo(reply);
  }

  static Stream<Arguments> a_field_is_read_by_itself() {
    return Stream.of(
        arguments("", nothing()),
        arguments("\"imsi\":\"432350123456780\"", imsi("432350123456780")),
        arguments("\"imsi\":432350123456780", imsi("432350123456780")),
        arguments("\"imsi\":\"۴۳۲۳۵۰۱۲۳۴۵۶۷۸۰\"", imsi("432350123456780")),
        arguments("\"imsi\":\"\"", nothing()),
        arguments("\"imsi\":\"unknown\"", nothing()),
        arguments("\"imsi\":4.3e14", nothing()),
        arguments("\"imsi\":null", nothing()),
        arguments("\"imsi\":[432350123456780]", nothing()),
        arguments("\"spn\":\"همراه اول\"", spn("همراه اول")),
        arguments("\"spn\":43211", spn(43211)),
        arguments("\"spn\":null", nothing()),
        arguments("\"spn\":{\"name\":\"x\"}", nothing()),
        arguments("\"spn\":true", nothing()),
        arguments("\"spn\":\"\ufffd\"", nothing()),
        arguments("\"spn\":\"MTN \\ud83d\"", nothing()),
        arguments("\"dm\":95", type(95)),
        arguments("\"dm\":\"95\"", type(95)),
        arguments("\"dm\":-1", type(-1)),
        arguments("\"dm\":4294967391", type(4_294_967_391L)),
        arguments("\"dm\":\"ninety-five\"", nothing()),
        arguments("\"dm\":95.5", nothing()),
        arguments("\"dm\":\"99999999999999999999\"", nothing()),
        arguments("\"dm\":99999999999999999999", nothing()),
        arguments("\"ts\":1795339681", at("2026-11-22T09:28:01Z")),
        arguments("\"ts\":\"1795339681\"", at("2026-11-22T09:28:01Z")),
        arguments("\"ts\":946684800", at("2000-01-01T00:00:00Z")),
        arguments("\"ts\":946684799", nothing()),
        arguments("\"ts\":4102444799", at("2099-12-31T23:59:59Z")),
        arguments("\"ts\":4102444800", nothing()),
        arguments("\"ts\":0", nothing()),
        arguments("\"ts\":-1", nothing()),
        arguments("\"ts\":1795339681000", nothing()),
        arguments("\"ts\":\"soon\"", nothing()));
  }

  @Test
  void neither_password_nor_imsi_nor_parameter_is_printed() {
    assertThat(parser.parse(REGISTRATION)).hasToString("Registered[redacted]");
    assertThat(parser.parse("PASS:1234")).hasToString("Value[kind=PASSWORD]");
    for (var beginning : List.of("ALLPARAMS:", "PARAM SET:", "Param ID:1 Value:a;", "New value ")) {
      assertThat(parser.parse(beginning + "7:1234;").toString())
          .startsWith(parser.parse(beginning + "7:1234;").getClass().getSimpleName())
          .doesNotContain("1234");
    }
  }

  @Test
  @Timeout(120)
  void a_very_long_answer_is_read() {
    var parameters = "100000:0;".repeat(10_000);
    assertThat(parser.parse("ALLPARAMS:" + parameters)).isEqualTo(new AllParameters(parameters));
    assertThat(parser.parse(hex("ALLPARAMS:" + parameters)))
        .isEqualTo(new AllParameters(parameters));
    var blanks = " ".repeat(100_000);
    assertThat(parser.parse("VERSION:1" + blanks + "MODEL:2")).isEqualTo(new Version("1", "2"));
    assertThat(parser.parse("VERSION:1" + blanks + ".")).isEqualTo(new Malformed());
    assertThat(parser.parse("Param ID:1" + blanks + ".")).isEqualTo(new Malformed());
  }

  @RepeatedTest(100)
  void no_answer_makes_it_stumble(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    for (int i = 0; i < 20; i++) {
      var answer = spoilt(pick(random, SEEDS), random);
      assertThat(parser.parse(random.nextBoolean() ? answer : hex(answer))).isNotNull();
    }
  }

  private static String spoilt(String answer, SplittableRandom random) {
    var text = new StringBuilder(answer);
    int changes = random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int place = random.nextInt(text.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> text.insert(place, (char) random.nextInt(Character.MAX_VALUE + 1));
        case 1 -> text.insert(place, pick(random, SEEDS));
        case 2 -> text.setLength(place);
        default -> text.delete(place, Math.min(text.length(), place + 1 + random.nextInt(5)));
      }
    }
    return text.toString();
  }

  private static final List<String> SEEDS =
      List.of(
          REGISTRATION,
          "ALLPARAMS:11000:1;11001:5;",
          "PARAM SET:11000:2;",
          "Param ID:17703 Value:1;17603:0;7036:2",
          "New value 11000:2;",
          "VERSION:2.1.0d MODEL:95/2",
          "IMSI:432350123456780",
          "PASS:1234",
          "۱۲۳",
          "\":{}[],");

  private static String pick(SplittableRandom random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ParameterList list(String text) {
    return ParameterList.parse(text).orElseThrow();
  }

  private static Registered nothing() {
    return registered(null, null, null, null);
  }

  private static Registered imsi(String imsi) {
    return registered(imsi, null, null, null);
  }

  private static Registered spn(Object name) {
    return registered(null, name, null, null);
  }

  private static Registered type(long type) {
    return registered(null, null, type, null);
  }

  private static Registered at(String instant) {
    return registered(null, null, null, Instant.parse(instant));
  }

  private static Registered registered(
      @Nullable String imsi,
      @Nullable Object operatorName,
      @Nullable Long type,
      @Nullable Instant at) {
    return new Registered(
        Optional.ofNullable(imsi),
        Optional.ofNullable(operatorName),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        type == null ? OptionalLong.empty() : OptionalLong.of(type),
        Optional.ofNullable(at));
  }

  private static TrackerReply password(String text) {
    return new TrackerReply.Value(AnswerKind.PASSWORD, Attributes.DEVICE_PASSWORD, text);
  }
}
