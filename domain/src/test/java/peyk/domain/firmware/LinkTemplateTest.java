package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTemplateTest {
  private static final LinkTemplate TEMPLATE =
      new LinkTemplate("ftp://user:secret@fota.example/{type}/{version}/{revision}");

  @Test
  void parts_that_are_here_are_found_under_the_template() {
    assertThat(TEMPLATE.link(Firmware.draft(131081, Firmware.part("app.001"))))
        .isEqualTo("ftp://user:secret@fota.example/7/131081/2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{type}/{version}", "{version}/{revision}", "{type}/{revision}"})
  void a_template_tells_releases_apart(String text) {
    assertThatThrownBy(() -> new LinkTemplate(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_password_in_it_is_not_shown() {
    assertThat(TEMPLATE.toString()).doesNotContain("secret");
  }
}
