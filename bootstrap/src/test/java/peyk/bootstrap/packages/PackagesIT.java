package peyk.bootstrap.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesIT {
  static final String IMAGE = "peyk-*-image-*.tar";

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  /** A unit without any protection has 9.6. */
  private static final String MOST_EXPOSURE = "20";

  @TempDir Path directory;

  @Test
  void the_archive_runs_where_it_is_unpacked() throws Exception {
    Run.of("tar", "-xzf", only("peyk-*.tar.gz").toString(), "-C", directory.toString());

    var home = list(directory, "peyk-*").getFirst();
    assertThat(Run.of(home.resolve("bin/peyk").toString(), "--version")).startsWith("peyk ");
    assertThat(home.resolve("LICENSE")).exists();
    assertThat(home.resolve("docs/install.md")).exists();
    assertThat(list(home.resolve("lib"), "*.aot*")).isEmpty();
    assertThat(Files.readString(home.resolve("sbom.json")))
        .contains("\"bomFormat\" : \"CycloneDX\"", "pkg:maven/org.postgresql/postgresql@")
        .doesNotContain("pkg:maven/org.junit.jupiter/");
  }

  @Test
  void a_second_build_of_the_same_source_gives_the_same_files() throws Exception {
    Run.needs("git");
    Run.of(
        "sh",
        "-c",
        "cd '%s' && git ls-files -co --exclude-standard -z | xargs -0 cp --parents -t '%s'"
            .formatted(TOP, directory));

    var command = new ArrayList<>(List.of("./mvnw", "-B", "-ntp", "-q", "-Ppackages"));
    command.addAll(List.of("-Dmaven.test.skip=true", "package", "-pl", "bootstrap", "-am"));
    for (var property : List.of("image.architecture", "image.system")) {
      var value = System.getProperty(property);
      if (value != null) {
        command.add("-D" + property + "=" + value);
      }
    }
    var build = Run.in(directory, command.toArray(String[]::new));
    assertThat(build.status()).as(build.output()).isZero();

    var packages = List.of(only("peyk-*.tar.gz"), only("peyk_*.deb"), only(IMAGE));
    for (var file : packages) {
      assertThat(
              Files.mismatch(
                  file, directory.resolve("bootstrap/target").resolve(file.getFileName())))
          .as("the first byte of %s that differs", file.getFileName())
          .isEqualTo(-1);
    }
  }

  @Test
  void the_debian_package_runs_and_keeps_the_rules_of_debian() throws Exception {
    Run.needs("dpkg-deb");
    var deb = only("peyk_*.deb").toString();
    Run.of("dpkg-deb", "-x", deb, directory.toString());

    assertThat(Run.of(directory.resolve("usr/bin/peyk").toString(), "--version"))
        .startsWith("peyk ");
    assertThat(Run.of("dpkg-deb", "-I", deb, "conffiles"))
        .isEqualToIgnoringWhitespace("/etc/peyk/peyk.yaml");

    Run.needs("lintian");
    Run.of("lintian", "--allow-root", "--fail-on", "error,warning", deb);
  }

  @Test
  void systemd_takes_the_unit_and_finds_it_well_shut_in() throws Exception {
    Run.needs("systemd-analyze");
    Run.needs("dpkg-deb");
    Run.of("dpkg-deb", "-x", only("peyk_*.deb").toString(), directory.toString());
    var root = "--root=" + directory;

    assertThat(Run.of("systemd-analyze", "verify", "--recursive-errors=no", root, "peyk.service"))
        .isEmpty();
    Run.of(
        "systemd-analyze",
        "security",
        "--offline=true",
        "--threshold=" + MOST_EXPOSURE,
        root,
        "peyk.service");
  }

  static Path only(String glob) throws IOException {
    assertThat(list(TARGET, glob)).as("made by -Ppackages: %s", glob).hasSize(1);
    return list(TARGET, glob).getFirst();
  }

  private static List<Path> list(Path directory, String glob) throws IOException {
    try (var files = Files.newDirectoryStream(directory, glob)) {
      var found = new ArrayList<Path>();
      files.forEach(found::add);
      return found;
    }
  }
}
