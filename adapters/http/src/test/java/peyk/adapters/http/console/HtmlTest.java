package peyk.adapters.http.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static peyk.adapters.http.console.Html.attribute;
import static peyk.adapters.http.console.Html.element;
import static peyk.adapters.http.console.Html.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
  @Test
  void text_and_values_of_attributes_are_escaped() {
    var html = element("p", attribute("title", "\"><b a='"), text("<script>&amp;'\"</script>"));
    assertThat(html)
        .hasToString(
            "<p title=\"&quot;&gt;&lt;b a=&#39;\">"
                + "&lt;script&gt;&amp;amp;&#39;&quot;&lt;/script&gt;</p>");
  }

  @Test
  void control_characters_become_blanks() {
    assertThat(text("a\tb\0c\u0085d")).hasToString("a b c d");
  }

  @Test
  void elements_without_content_have_no_end() {
    assertThat(element("input", attribute("name", "q"))).hasToString("<input name=\"q\">");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "//evil.example/",
        "/\\evil.example/",
        "https://evil.example/",
        "data:text/html,x",
        "",
        " /x",
      })
  void a_link_leads_to_a_path_of_this_server(String link) {
    assertThatIllegalArgumentException().isThrownBy(() -> attribute("href", link));
    assertThatIllegalArgumentException().isThrownBy(() -> attribute("action", link));
  }

  @ParameterizedTest
  @ValueSource(strings = {"onclick", "onload", "style", "hx-on:click"})
  void scripts_and_styles_do_not_stand_in_the_page(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> attribute(name, "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/console/trackers", "/console/trackers?q=a", "#main"})
  void own_paths_are_links(String link) {
    assertThat(attribute("href", link).value()).isEqualTo(link);
  }
}
