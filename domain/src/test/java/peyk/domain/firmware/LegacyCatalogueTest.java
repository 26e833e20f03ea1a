package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.tracker.PlainJsonReader;

class LegacyCatalogueTest {
  private static final String ROW =
      """
      {"device": 90, "rev": 2, "firmware": 131081,
       "download_path": "ftp://user:pass@host/90/131081/2", "date": "2020-02-19 12:56:13"}
      """;

  private static final NewRelease RELEASE =
      new NewRelease(
          new Hardware(90, 2),
          131081,
          "2020-02-19 12:56:13",
          "",
          Optional.of("ftp://user:pass@host/90/131081/2"));

  @Test
  void a_catalogue_is_a_list_of_releases() {
    var read = read("[" + ROW + "]");
    assertThat(read.faults()).isEmpty();
    assertThat(read.releases()).containsExactly(RELEASE);
    assertThat(read("[]")).isEqualTo(read(" [ ] "));
    assertThat(read("[]").releases()).isEmpty();
  }

  @Test
  void numbers_may_be_written_as_text() {
    var row =
        ROW.replace("90,", "\"90\",").replace("131081,", "\"131081\",").replace("2,", "\"2\",");
    assertThat(row).contains("\"131081\"");
    assertThat(read("[" + row + "]").releases()).containsExactly(RELEASE);
  }

  @Test
  void a_date_may_be_missing_and_other_fields_are_left_alone() {
    var row = ROW.replace("\"date\": \"2020-02-19 12:56:13\"", "\"size\": 12, \"date\": null");
    assertThat(read("[" + row + "]").releases())
        .containsExactly(
            new NewRelease(RELEASE.hardware(), RELEASE.version(), "", "", RELEASE.link()));
  }

  @Test
  void of_several_releases_of_one_version_the_first_was_offered() {
    var read = read("[" + ROW + "," + ROW.replace("2020", "2021") + "]");
    assertThat(read.faults()).isEmpty();
    assertThat(read.releases()).containsExactly(RELEASE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "7", "\"[]\"", "null", "[", "[] []", "<html>"})
  void a_file_that_is_no_list_is_said_to_be_none(String text) {
    var read = read(text);
    assertThat(read.releases()).isEmpty();
    assertThat(read.faults()).containsExactly("The file is not a JSON array.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"device\": 90 | \"devices\": 90 | device is not a whole number from 0 on",
        "\"device\": 90 | \"device\": -1 | device is not a whole number from 0 on",
        "\"device\": 90 | \"device\": 9.5 | device is not a whole number from 0 on",
        "\"device\": 90 | \"device\": true | device is not a whole number from 0 on",
        "\"device\": 90 | \"device\": null | device is not a whole number from 0 on",
        "\"rev\": 2 | \"rev\": [2] | rev is not a whole number from 0 on",
        "\"rev\": 2 | \"rev\": \"\" | rev is not a whole number from 0 on",
        "131081, | 9223372036854775808, | firmware is not a whole number from 0 on",
        "\"download_path\" | \"path\" | download_path is missing",
        "ftp://user:pass@host/90/131081/2 | '  ' | download_path is missing",
        "2020-02-19 12:56:13 | 2020-02-19 12:56:13 and a very long story to it | "
            + "a version is not negative, a date has at most 40 characters, notes and link 2000"
      })
  void what_is_wrong_with_a_row_is_said(String right, String wrong, String fault) {
    assertThat(read("[" + ROW + "," + ROW.replace(right, wrong) + "]").faults())
        .containsExactly("Row 2: " + fault + ".");
  }

  @Test
  void all_faults_are_listed() {
    assertThat(read("[7, " + ROW + ", {}, null, []]").faults())
        .containsExactly(
            "Row 1: it is not an object.",
            "Row 3: device is not a whole number from 0 on.",
            "Row 4: it is not an object.",
            "Row 5: it is not an object.");
  }

  @Test
  void faults_are_listed_up_to_twenty() {
    var rows = IntStream.range(0, 1000).mapToObj(i -> "{}").collect(Collectors.joining(","));
    assertThat(read("[" + rows + "]").faults()).hasSize(20);
  }

  private static LegacyCatalogue.Read read(String text) {
    return LegacyCatalogue.read(text, new PlainJsonReader());
  }
}
