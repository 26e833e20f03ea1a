package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import peyk.domain.tracker.PlainJsonReader;
import peyk.domain.tracker.TrackerReplyParser;

class AnswerKindTest {
  private final TrackerReplyParser parser = new TrackerReplyParser(new PlainJsonReader());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          getver                        | VERSION
          GETVER                        | VERSION
          ' getver '                    | VERSION
          getversion                    | OTHER
          getimsi                       | IMSI
          getpass                       | PASSWORD
          getparam 1001                 | PARAMETERS
          setparam 1001:5               | PARAMETERS
          bacmd:allparams               | ALL_PARAMETERS
          bacmd:param 1:2               | OTHER
          qssd:*555*1*2#                | USSD
          QSSD:*140#                    | USSD
          '{"c": 29, "p": {"a": "1"}}'  | REGISTRATION
          '{"c":29,"p":{}}'             | REGISTRATION
          '{"c": 290, "p": {}}'         | OTHER
          setdigout 1                   | OTHER
          """)
  void a_command_expects_a_kind_of_answer(String command, AnswerKind expected) {
    assertThat(TrackerCommand.answerTo(new CommandText(command))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VERSION:2.1.0d MODEL:95            | VERSION
          VERSION:nothing else               | OTHER
          IMSI:432350123456780               | IMSI
          IMSI:none                          | OTHER
          PASS:1234                          | PASSWORD
          ALLPARAMS:1:a;2:b;                 | ALL_PARAMETERS
          PARAM SET:1:a;                     | OTHER
          Param ID:1001 Value:5              | PARAMETERS
          New value 1001:5;                  | PARAMETERS
          '{"cmd":29,"param":{"dm":95}}'     | REGISTRATION
          OK                                 | OTHER
          """)
  void an_answer_is_of_a_kind(String result, AnswerKind kind) {
    assertThat(parser.parse(result).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource
  void a_command_is_answered_by_what_it_expects(AnswerKind kind) {
    assertThat(kind.isAnsweredBy(kind)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "USSD")
  void an_answer_of_unknown_kind_may_be_an_error_to_any_command(AnswerKind expected) {
    assertThat(expected.isAnsweredBy(AnswerKind.OTHER)).isTrue();
    assertThat(AnswerKind.OTHER.isAnsweredBy(expected)).isTrue();
  }

  @Test
  void an_operator_answers_only_who_asked_it() {
    for (var kind : AnswerKind.values()) {
      assertThat(kind.isAnsweredBy(AnswerKind.USSD)).isEqualTo(kind == AnswerKind.USSD);
      assertThat(AnswerKind.USSD.isAnsweredBy(kind)).isEqualTo(kind == AnswerKind.USSD);
    }
  }

  @Test
  void an_answer_of_a_known_kind_is_not_taken_for_anothers() {
    assertThat(AnswerKind.IMSI.isAnsweredBy(AnswerKind.VERSION)).isFalse();
    assertThat(AnswerKind.PARAMETERS.isAnsweredBy(AnswerKind.ALL_PARAMETERS)).isFalse();
    assertThat(AnswerKind.PASSWORD.isAnsweredBy(AnswerKind.REGISTRATION)).isFalse();
  }
}
