package org.blockwatch.bench.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house rules, for every module at once: this is the one that sees them all. A breach names the reason. */
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/jmh_generated/"))
            .importPackages("org.blockwatch");

    @ParameterizedTest
    @CsvSource({
        "schemas,        service|streams-app|alert-consumer|follow-up|gateway|ward-board|quickstart|benchmarks",
        "service,        streams-app|alert-consumer|follow-up|gateway|ward-board|quickstart|benchmarks",
        "streams-app,    alert-consumer|follow-up|gateway|ward-board|quickstart|benchmarks",
        "alert-consumer, streams-app|follow-up|gateway|ward-board|quickstart|benchmarks",
        "follow-up,      streams-app|alert-consumer|gateway|ward-board|quickstart|benchmarks",
        "gateway,        streams-app|alert-consumer|follow-up|ward-board|quickstart|benchmarks",
        "ward-board,     streams-app|alert-consumer|follow-up|gateway|quickstart|benchmarks",
        "quickstart,     benchmarks"
    })
    void shouldHaveArrowsBetweenModulesThatPointOneWay(String module, String unseen) {
        check(noClasses()
                .that(belongTo(module))
                .should()
                .dependOnClassesThat(belongTo(unseen))
                .because("apps share nothing but the contract and the process shell: detection must not know how people"
                        + " are paged, nor paging why"));
    }

    @ParameterizedTest
    @CsvSource({
        "schemas,        schemas|event|state",
        "service,        service",
        "streams-app,    streams|clinical",
        "alert-consumer, consumer",
        "follow-up,      followup",
        "gateway,        gateway",
        "ward-board,     board",
        "quickstart,     cli",
        "benchmarks,     bench"
    })
    void shouldNameTheModuleInEachPackage(String module, String roots) {
        check(classes()
                .that(belongTo(module))
                .should()
                .haveNameMatching("org\\.blockwatch\\.(" + roots + ")\\..*")
                .because("whoever reads an import knows which module it leads to"));
    }

    @Test
    void shouldHaveNoCirclesBetweenPackages() {
        check(SlicesRuleDefinition.slices()
                .matching("org.blockwatch.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        resideInAnyPackage("org.blockwatch.event", "org.blockwatch.state"),
                        resideInAnyPackage("org.blockwatch.schemas"))
                .because("rooms that need each other are one room"));
    }

    @Test
    void shouldUseEachSimpleNameOnce() {
        Map<String, List<String>> byName = HOUSE.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(JavaClass::getName)
                .collect(Collectors.groupingBy(name -> name.substring(name.lastIndexOf('.') + 1)));
        assertThat(byName)
                .as("one name for one thing")
                .allSatisfy((name, types) -> assertThat(types).hasSize(1));
    }

    @Test
    void shouldAskTheTimeOfTheEngineClockAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.blockwatch.service.clock")
                .should()
                .callMethodWhere(readsTheMachinesClock())
                .because("a demonstration speeds the clock up and a replay stops it: what asks the machine lives in"
                        + " another time"));
    }

    @Test
    void shouldWaitForConditionsAndNeverSleep() {
        check(noClasses()
                .should()
                .callMethodWhere(target(owner(nameMatching("java\\.lang\\.Thread|java\\.util\\.concurrent\\.TimeUnit")))
                        .and(target(nameMatching("sleep"))))
                .because("a thread that sleeps does not hear that it should stop, and does not know the"
                        + " engine's clock"));
    }

    @Test
    void shouldPrintFromCommandsAlone() {
        check(noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(
                        "org.blockwatch.cli",
                        "org.blockwatch.cli.command..",
                        "org.blockwatch.streams",
                        "org.blockwatch.consumer",
                        "org.blockwatch.bench..")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because(
                        "stdout belongs to commands, whose output other programs read: a library logs, or is handed the"
                                + " stream to write to"));
    }

    @Test
    void shouldBuildNothingFromMoreThanSixThings() {
        check(constructors()
                .that()
                .areDeclaredInClassesThat(DescribedPredicate.not(
                        resideInAnyPackage("org.blockwatch.event", "org.blockwatch.state", "org.blockwatch.bench..")))
                .should(ArchCondition.from(takeAtMost(6)))
                .because("what is made of seven things does more than one, or some of the seven have a name together"));
    }

    private static DescribedPredicate<JavaConstructor> takeAtMost(int most) {
        return DescribedPredicate.describe("take at most " + most + " things", constructor -> {
            int unseen = constructor.getOwner().isEnum() ? 2 : 0; // the constant's name and ordinal
            return constructor.getRawParameterTypes().size() - unseen <= most;
        });
    }

    @Test
    void shouldLogThroughSlf4j() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("one switch makes every log line JSON, and it works on SLF4J"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    /**
     * By where the class file lies, so that no list of packages can fall behind: a module's classes or its jar, wherever
     * that stands. In {@code mvn verify} libraries are found in an app's {@code target/lib}, which is no module.
     */
    private static DescribedPredicate<JavaClass> belongTo(String modules) {
        return DescribedPredicate.describe(
                "belong to " + modules,
                type -> type.getSource()
                        .map(source -> source.getUri()
                                .toString()
                                .matches(".*/(" + modules + ")(/target/classes/|-[0-9][^/]*\\.jar!).*"))
                        .orElse(false));
    }

    private static DescribedPredicate<JavaCall<?>> readsTheMachinesClock() {
        return target(owner(nameMatching("java\\.time\\.(Instant|(Zoned|Offset|Local)(Date)?(Time)?)")))
                .and(target(nameMatching("now")))
                .or(target(owner(nameMatching("java\\.time\\.Clock"))).and(target(nameMatching("system.*|tick.*"))))
                .or(target(owner(nameMatching("java\\.lang\\.System"))).and(target(nameMatching("currentTimeMillis"))))
                .as("it reads the machine's clock");
    }
}
