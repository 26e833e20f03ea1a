package peyk.bootstrap;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line of the service. */
@Command(
    name = "peyk",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Stands between a Traccar server, its users' app and their trackers.")
public final class Main implements Runnable {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      var properties = new Properties();
      try (var in = Main.class.getResourceAsStream("version.properties")) {
        properties.load(in);
      }
      return new String[] {"peyk " + properties.getProperty("version")};
    }
  }
}
