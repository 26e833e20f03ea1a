package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.account.Login;
import peyk.domain.device.Attributes;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceId;
import peyk.domain.device.TrackerCommand;

class OperatorRedactionTest {
  private final TrackerReplyParser parser = new TrackerReplyParser(new PlainJsonReader());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getver",
        "getpass",
        "GETPASS",
        "getparam 2004",
        "getparam 2004;2005",
        "getparam 2001, 2002 2003;",
        "bacmd:ALLPARAMS",
        "qssd:*140*11#",
        "QSSD:*140*11#",
        "reset"
      })
  void a_question_is_shown_as_it_is(String text) {
    assertThat(OperatorRedaction.command(new CommandText(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          setparam 2003:hunter2            | setparam [redacted]
          SetParam 2003:hunter2;2004:a     | SetParam [redacted]
           setparam 2003:hunter2           | setparam [redacted]
          setpass:hunter2                  | setpass [redacted]
          password hunter2                 | password [redacted]
          bacmd:setPASS=hunter2            | bacmd [redacted]
          bacmd:param 2003:hunter2         | bacmd [redacted]
          bacmd:ALLPARAMS 2003:hunter2     | bacmd [redacted]
          flush 1,apn,user,hunter2,a,1,0   | flush [redacted]
          getparam 2003:hunter2            | getparam [redacted]
          getparam 2003:1234               | getparam [redacted]
          getver hunter2                   | getver [redacted]
          getpass 1234                     | getpass [redacted]
          qssd:hunter2                     | qssd [redacted]
          hunter 2                         | hunter [redacted]
          hunter2                          | [redacted]
          12345678910                      | [redacted]
          sms pwd hunter2                  | sms [redacted]
          passwordhunter2                  | [redacted]
          password1hunter2 1               | [redacted]
          getpasshunter2                   | [redacted]
          {"devicePassword": "hunter2"}    | [redacted]
          {"c": 30, "p": "hunter2"}        | [redacted]
          """)
  void of_everything_else_the_first_word_is_shown_at_most(String text, String shown) {
    assertThat(OperatorRedaction.command(new CommandText(text))).isEqualTo(shown);
  }

  @Test
  void a_registration_is_not_shown() {
    var registration =
        TrackerCommand.registration(new Login("09123456789"), Optional.of("hunter2"));
    assertThat(OperatorRedaction.command(registration)).isEqualTo("[redacted]");
  }

  @Test
  void a_command_of_several_lines_hides_them_all() {
    assertThat(OperatorRedaction.command(new CommandText("write 1\nhunter2")))
        .isEqualTo("write [redacted]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VERSION:2.1.0d MODEL:95/2",
        "IMSI:432117033890519",
        "OK",
        "bad command",
        "Data Link: 1 GPS: 2"
      })
  void an_answer_is_shown_as_it_is(String result) {
    assertThat(shown(result)).isEqualTo(result);
    assertThat(shown(dump(result))).isEqualTo(result);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PASS:hunter2",
        "{\"cmd\":29,\"param\":{\"dp\":\"hunter2\",\"fw\":1}}",
        "{\"cmd\":29,\"param\":{\"dp\":\"hunter2\"",
        "{\"cmd\":30,\"dp\":\"hunter2\"}",
        "New value 2003:hunter2;",
        "Param ID:2003 Value:hunter2",
        "PARAM SET:2003:hunter2",
        "ALLPARAMS:2003:hunter2",
        "the Password is hunter2",
        "PARAMS 2001:apn;2003:hunter2;",
        "2003 : hunter2",
      })
  void an_answer_that_holds_a_password_or_may_do_so_is_not_shown(String result) {
    assertThat(shown(result)).isEqualTo("[redacted]");
    assertThat(shown(dump(result))).isEqualTo("[redacted]");
  }

  @Test
  void attributes_are_shown_but_for_passwords_and_lists_of_parameters() {
    var attributes = new LinkedHashMap<String, @Nullable Object>();
    attributes.put(Attributes.IMSI, "432117033890519");
    attributes.put(Attributes.DEVICE_PASSWORD, "hunter2");
    attributes.put("wifiPassword", "hunter2");
    attributes.put(Attributes.BA_PARAMETERS, "2003:hunter2");
    attributes.put(Attributes.TRACKER_PARAMETERS, "2003:hunter2");
    attributes.put("nothing", null);
    var device =
        new Device(new DeviceId(7), "867717033890519", "a", Optional.empty(), true, attributes);
    assertThat(OperatorRedaction.attributes(device))
        .containsOnlyKeys(attributes.keySet())
        .containsEntry(Attributes.IMSI, "432117033890519")
        .containsEntry("nothing", null)
        .doesNotContainValue("hunter2")
        .doesNotContainValue("2003:hunter2");
  }

  private String shown(String result) {
    return OperatorRedaction.answer(result, parser.parse(result));
  }

  private static String dump(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
