package io.ringfence.integration;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the arrows of {@code docs/architecture.md}. */
class LayersTest {
  private static final String ROOT = "io.ringfence.";
  private static final String EVERYWHERE = "io.ringfence..";
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.ringfence");

  /** The "may know" column: a module and the modules that it may import. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "schemas      | -",
        "certificates | -",
        "verifier     | schemas",
        "solver       | certificates",
        "graph        | certificates",
        "smoothing    | graph certificates",
        "engine       | graph certificates",
        "broker       | -",
        "rights       | -",
        "stream       | schemas engine graph certificates rights",
        "hosting      | -",
        "smoother     | smoothing engine stream hosting rights",
        "client       | schemas rights",
        "monitor      | schemas client hosting rights",
        "certifier    | schemas certificates solver graph smoothing engine stream hosting rights",
        "cli          | schemas certificates solver graph smoothing engine stream certifier"
            + " smoother hosting broker verifier client monitor rights",
      })
  void aModuleKnowsOnlyItsOwn(String module, String others) {
    String[] allowed =
        Stream.concat(
                Stream.of(module),
                others == null ? Stream.empty() : Arrays.stream(others.split(" ")))
            .map(name -> ROOT + name + "..")
            .toArray(String[]::new);

    classes()
        .that()
        .resideInAPackage(ROOT + module + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(DescribedPredicate.not(resideInAPackage(EVERYWHERE))))
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  /** A library and the modules that may import it. */
  @ParameterizedTest
  @CsvSource({
    "ai.djl.., smoothing",
    "com.google.ortools.., solver",
    "org.jgrapht.., graph",
    "org.apache.kafka.., rights stream broker certifier client monitor cli hosting",
    "io.micrometer.., hosting certifier smoother monitor",
    "io.opentelemetry.., hosting certifier",
    "kafka.., broker",
    "io.vertx.., hosting smoother certifier monitor cli",
    "com.google.protobuf.., schemas stream client monitor cli verifier",
    "picocli.., cli",
    "me.tongfei.progressbar.., cli",
    "com.networknt.., hosting",
    "ch.obermuhlner.., verifier",
  })
  void aLibraryStaysWhereItBelongs(String library, String modules) {
    String[] allowed =
        Arrays.stream(modules.split(" ")).map(name -> ROOT + name + "..").toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(EVERYWHERE)
        .and()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(PRODUCT);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> bare =
        packages()
            .filter(found -> !found.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .filter(name -> !name.startsWith(ROOT + "schemas.v1"))
            .collect(Collectors.toSet());

    assertThat(bare).isEmpty();
  }

  @Test
  void noPackageIsADrawerForEverything() {
    List<String> drawers =
        List.of("util", "utils", "common", "commons", "helper", "helpers", "manager", "misc");

    assertThat(packages().map(JavaPackage::getRelativeName))
        .isNotEmpty()
        .noneMatch(name -> drawers.contains(name.toLowerCase(Locale.ROOT)));
  }

  private static Stream<JavaPackage> packages() {
    return PRODUCT.stream().map(JavaClass::getPackage).distinct();
  }
}
