package peyk.domain.offending;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks two rules on purpose: I/O in the domain, and a package that is not null-marked. */
public record ReadsAFile(Path path) {
  public String text() throws IOException {
    return Files.readString(path);
  }
}
