package org.blockwatch.clinical;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The clinical core is pure: the same statements at the same instant always lead to the same judgement. */
class PurityTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.blockwatch.clinical");

    @Test
    void shouldKnowNothingButJavaItselfAndTheVocabulary() {
        DescribedPredicate<JavaClass> vocabulary = resideInAnyPackage("org.blockwatch.event")
                .and(DescribedPredicate.describe("an enum", JavaClass::isEnum));
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..", "org.jspecify.annotations", "org.blockwatch.clinical..")
                        .or(vocabulary)
                        .or(DescribedPredicate.describe("an array", type -> type.isArray() || type.isPrimitive())))
                .because("rules that know of Kafka or Avro cannot be checked against the table")
                .check(CORE);
    }

    @Test
    void shouldTouchNeitherClockNorTheWorldOutside() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.time.Clock.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("time is handed in, and everything else is a statement")
                .check(CORE);
    }

    @Test
    void shouldKeepNoStateOfItsOwn() {
        fields().that().areStatic().should().beFinal().check(CORE);
    }

    @Test
    void shouldHaveRoomsInOneDirection() {
        slices().matching("org.blockwatch.(clinical.*)..")
                .should()
                .beFreeOfCycles()
                .check(CORE);
    }
}
