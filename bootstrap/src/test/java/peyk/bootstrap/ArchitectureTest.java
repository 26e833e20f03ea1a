package peyk.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import peyk.adapters.offendingback.IsSeenByAnotherAdapter;
import peyk.adapters.offendingfront.NamesAnSmsGateway;
import peyk.adapters.offendingfront.ReachesIntoPostgres;
import peyk.adapters.offendingfront.ReachesIntoTraccar;
import peyk.adapters.offendingfront.SeesAnotherAdapter;
import peyk.application.offending.HasAClockOfItsOwn;
import peyk.application.offending.ParsesJson;
import peyk.application.offending.RollsDice;
import peyk.domain.offending.LogsByItself;
import peyk.domain.offending.ReadsAFile;
import peyk.domain.offending.ReadsTheClock;
import peyk.domain.offending.StartsTheService;
import peyk.domain.offending.chicken.Chicken;
import peyk.domain.offending.egg.Egg;

/** What Maven cannot see of the rule that arrows point inwards; each rule is also shown to bite. */
class ArchitectureTest {
  private static final JavaClasses PEYK =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("peyk");

  private static final ArchRule DOMAIN_IS_PURE =
      classes()
          .that()
          .resideInAPackage("peyk.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "org.jspecify.annotations",
              "com.google.i18n.phonenumbers..",
              "peyk.domain..");

  private static final ArchRule APPLICATION_SEES_THE_DOMAIN_ONLY =
      classes()
          .that()
          .resideInAPackage("peyk.application..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "javax.net.ssl..",
              "org.jspecify.annotations",
              "peyk.domain..",
              "peyk.application..");

  private static final ArchRule NO_IO_INSIDE =
      noClasses()
          .that()
          .resideInAnyPackage("peyk.domain..", "peyk.application..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net.http..",
              "java.nio.channels..",
              "java.nio.file..",
              "java.sql..",
              "java.util.logging..");

  private static final ArchRule NO_CLOCK_AND_NO_CHANCE_INSIDE =
      noClasses()
          .that()
          .resideInAnyPackage("peyk.domain..", "peyk.application..")
          .should()
          .accessTargetWhere(
              describe(
                  "the target is a clock or a source of chance",
                  ArchitectureTest::isClockOrChance));

  private static final ArchRule ONE_CLOCK_INSIDE =
      noClasses()
          .that()
          .resideInAnyPackage("peyk.domain..", "peyk.application..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(InstantSource.class);

  private static final ArchRule ADAPTERS_DO_NOT_SEE_ONE_ANOTHER =
      slices().matching("peyk.adapters.(*)..").should().notDependOnEachOther();

  private static final ArchRule POSTGRES_SHOWS_ITS_ROOT_PACKAGE_ONLY =
      showsItsRootPackageOnly("peyk.adapters.postgres");

  private static final ArchRule TRACCAR_SHOWS_ITS_ROOT_PACKAGE_ONLY =
      showsItsRootPackageOnly("peyk.adapters.traccar");

  private static final ArchRule NOBODY_NAMES_AN_SMS_GATEWAY =
      noClasses()
          .that()
          .resideOutsideOfPackage("peyk.adapters.ghasedak..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("peyk.adapters.ghasedak..");

  private static final ArchRule ONLY_BOOTSTRAP_SEES_BOOTSTRAP =
      noClasses()
          .that()
          .resideOutsideOfPackage("peyk.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("peyk.bootstrap..");

  private static final ArchRule NO_CYCLES_INSIDE =
      slices()
          .assignedFrom(packagesBelow("peyk.domain", "peyk.application", "peyk.adapters.sandbox"))
          .should()
          .beFreeOfCycles();

  private static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes().should(beNullMarked());

  @Test
  void the_domain_depends_on_the_jdk_jspecify_and_libphonenumber_only() {
    DOMAIN_IS_PURE.check(PEYK);
  }

  @Test
  void a_framework_in_the_domain_is_noticed() {
    assertThat(breaches(DOMAIN_IS_PURE, LogsByItself.class)).contains("org.slf4j.Logger");
  }

  @Test
  void the_application_depends_on_the_jdk_and_the_domain_only() {
    APPLICATION_SEES_THE_DOMAIN_ONLY.check(PEYK);
  }

  @Test
  void a_framework_in_the_application_is_noticed() {
    assertThat(breaches(APPLICATION_SEES_THE_DOMAIN_ONLY, ParsesJson.class))
        .contains("ObjectMapper");
  }

  @Test
  void domain_and_application_do_no_input_or_output() {
    NO_IO_INSIDE.check(PEYK);
  }

  @Test
  void a_file_that_the_domain_reads_is_noticed() {
    assertThat(breaches(NO_IO_INSIDE, ReadsAFile.class)).contains("java.nio.file.Files");
  }

  @Test
  void domain_and_application_know_no_clock_but_the_one_that_replicas_share() {
    ONE_CLOCK_INSIDE.check(PEYK);
  }

  @Test
  void a_clock_of_this_machine_is_noticed() {
    assertThat(breaches(ONE_CLOCK_INSIDE, HasAClockOfItsOwn.class)).contains("InstantSource");
    assertThat(breaches(ONE_CLOCK_INSIDE, ReadsTheClock.class)).contains("java.time.Clock");
  }

  @Test
  void domain_and_application_are_given_the_time_and_their_chances() {
    NO_CLOCK_AND_NO_CHANCE_INSIDE.check(PEYK);
  }

  @Test
  void a_domain_that_reads_the_clock_is_noticed() {
    assertThat(breaches(NO_CLOCK_AND_NO_CHANCE_INSIDE, ReadsTheClock.class))
        .contains("Instant.now()")
        .contains("LocalDateTime.now()")
        .contains("Clock.systemUTC()")
        .contains("System.currentTimeMillis()");
  }

  @Test
  void an_application_that_rolls_dice_is_noticed() {
    assertThat(breaches(NO_CLOCK_AND_NO_CHANCE_INSIDE, RollsDice.class))
        .contains("Random.<init>()")
        .contains("UUID.randomUUID()");
  }

  @Test
  void adapters_do_not_see_one_another() {
    ADAPTERS_DO_NOT_SEE_ONE_ANOTHER.check(PEYK);
  }

  @Test
  void an_adapter_that_sees_another_is_noticed() {
    assertThat(
            breaches(
                ADAPTERS_DO_NOT_SEE_ONE_ANOTHER,
                SeesAnotherAdapter.class,
                IsSeenByAnotherAdapter.class))
        .contains("IsSeenByAnotherAdapter");
  }

  @Test
  void nobody_sees_more_of_postgres_than_its_root_package() {
    POSTGRES_SHOWS_ITS_ROOT_PACKAGE_ONLY.check(PEYK);
  }

  @Test
  void a_class_that_reaches_into_postgres_is_noticed() {
    assertThat(breaches(POSTGRES_SHOWS_ITS_ROOT_PACKAGE_ONLY, ReachesIntoPostgres.class))
        .contains("postgres.base.Storage");
  }

  @Test
  void nobody_sees_more_of_traccar_than_its_root_package() {
    TRACCAR_SHOWS_ITS_ROOT_PACKAGE_ONLY.check(PEYK);
  }

  @Test
  void a_class_that_reaches_into_traccar_is_noticed() {
    assertThat(breaches(TRACCAR_SHOWS_ITS_ROOT_PACKAGE_ONLY, ReachesIntoTraccar.class))
        .contains("traccar.rest.TraccarClient");
  }

  @Test
  void an_sms_gateway_is_found_and_not_named() {
    NOBODY_NAMES_AN_SMS_GATEWAY.check(PEYK);
  }

  @Test
  void a_class_that_names_an_sms_gateway_is_noticed() {
    assertThat(breaches(NOBODY_NAMES_AN_SMS_GATEWAY, NamesAnSmsGateway.class))
        .contains("GhasedakProvider");
  }

  @Test
  void nobody_but_bootstrap_sees_bootstrap() {
    ONLY_BOOTSTRAP_SEES_BOOTSTRAP.check(PEYK);
  }

  @Test
  void a_domain_that_starts_the_service_is_noticed() {
    assertThat(breaches(ONLY_BOOTSTRAP_SEES_BOOTSTRAP, StartsTheService.class)).contains("Main");
  }

  @Test
  void packages_of_domain_application_and_sandbox_form_no_cycles() {
    NO_CYCLES_INSIDE.check(PEYK);
  }

  @Test
  void a_cycle_of_packages_is_noticed() {
    assertThat(breaches(NO_CYCLES_INSIDE, Chicken.class, Egg.class)).contains("Cycle detected");
  }

  @Test
  void every_package_is_null_marked() {
    EVERY_PACKAGE_IS_NULL_MARKED.check(PEYK);
  }

  @Test
  void a_package_that_is_not_null_marked_is_noticed() {
    assertThat(breaches(EVERY_PACKAGE_IS_NULL_MARKED, ReadsAFile.class))
        .contains("peyk.domain.offending");
  }

  private static String breaches(ArchRule rule, Class<?>... offenders) {
    return rule.evaluate(new ClassFileImporter().importClasses(offenders))
        .getFailureReport()
        .toString();
  }

  private static ArchRule showsItsRootPackageOnly(String adapter) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(adapter + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(adapter + ".*..");
  }

  private static final Map<String, Set<String>> CLOCKS_AND_CHANCES =
      Map.of(
          System.class.getName(), Set.of("currentTimeMillis", "nanoTime"),
          Math.class.getName(), Set.of("random"),
          UUID.class.getName(), Set.of("randomUUID"),
          ThreadLocalRandom.class.getName(), Set.of("current"));

  /** Constructors of random generators, and every {@code now} and {@code system…} of java.time. */
  private static boolean isClockOrChance(JavaAccess<?> access) {
    var owner = access.getTarget().getOwner();
    var name = access.getTarget().getName();
    if (name.equals(JavaConstructor.CONSTRUCTOR_NAME)) {
      return owner.isAssignableTo(RandomGenerator.class);
    }
    if (owner.getPackageName().startsWith("java.time")) {
      return name.equals("now") || name.startsWith("system") || name.startsWith("tick");
    }
    return CLOCKS_AND_CHANCES.getOrDefault(owner.getName(), Set.of()).contains(name);
  }

  private static ArchCondition<JavaClass> beNullMarked() {
    return new ArchCondition<>("be in a package that is @NullMarked") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        var marked = item.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                item, marked, item.getPackageName() + " has a package-info that says @NullMarked"));
      }
    };
  }

  private static SliceAssignment packagesBelow(String... roots) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
        var name = javaClass.getPackageName();
        for (var root : roots) {
          if (name.equals(root) || name.startsWith(root + ".")) {
            return SliceIdentifier.of(name);
          }
        }
        return SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "the packages below " + String.join(" and ", roots);
      }
    };
  }
}
