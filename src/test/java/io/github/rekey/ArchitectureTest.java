package io.github.rekey;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The floor plan: which room may use which. */
class ArchitectureTest {
  private static final String BASE = "io.github.rekey";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  /** Room to the rooms that it may use. */
  private static final Map<String, List<String>> FLOOR_PLAN =
      Map.of(
          "rotation", List.of(),
          "triage", List.of("rotation"),
          "intake", List.of("triage", "rotation"),
          "journal", List.of("rotation", "triage"),
          "azure", List.of("rotation"),
          "target", List.of("rotation", "azure"),
          "console", List.of("rotation", "triage"),
          "sandbox", List.of());

  private static String[] room(String name) {
    return new String[] {BASE + "." + name, BASE + "." + name + ".."};
  }

  static Stream<String> rooms() {
    return FLOOR_PLAN.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomUsesOnlyTheRoomsOfTheFloorPlan(String room) {
    String[] allowed =
        Stream.concat(Stream.of(room), FLOOR_PLAN.get(room).stream())
            .flatMap(name -> Arrays.stream(room(name)))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(room(room))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(BASE, BASE + "..").and(not(resideInAnyPackage(allowed))))
        .check(PRODUCT);
  }

  @Test
  void onlyTheCommandLineKnowsTheSandbox() {
    noClasses()
        .that(not(resideInAnyPackage(room("sandbox"))).and(not(resideInAnyPackage(room("cli")))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(room("sandbox"))
        .check(PRODUCT);
  }

  @Test
  void nobodyUsesTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(room("cli"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(room("cli"))
        .check(PRODUCT);
  }

  @Test
  void rotationAndTriageAreMadeOfTheJdkAlone() {
    classes()
        .that()
        .resideInAnyPackage(
            Stream.of(room("rotation"), room("triage"))
                .flatMap(Arrays::stream)
                .toArray(String[]::new))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", BASE + "..")
        .check(PRODUCT);
  }

  @Test
  void noRoomsFormACycle() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(PRODUCT);
    slices().matching(BASE + ".sandbox.(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void everyRoomSaysWhatItIsFor() {
    assertThat(PRODUCT.stream().map(c -> c.getPackage()).distinct())
        .allSatisfy(p -> assertThat(p.tryGetPackageInfo()).as(p.getName()).isPresent());
  }
}
