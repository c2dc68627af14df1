package org.blockwatch.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What no module may do, each with its reason. A module's test says {@code HouseRules.hold(AnyOfItsClasses.class)}. */
public final class HouseRules {

    /** Where people are talked to: the commands, and the applications' main classes. */
    private static final DescribedPredicate<JavaClass> COMMANDS = resideInAPackage("org.blockwatch..command..")
            .or(resideInAPackage("org.blockwatch"))
            .as("commands");

    private static final ArchRule ONE_CLOCK = noClasses()
            .that()
            .resideOutsideOfPackage("org.blockwatch.clock")
            .should()
            .callMethodWhere(readsTheMachinesClock())
            .because(
                    "time is asked of EngineClock alone: a demonstration speeds it up and a replay stops it, and what asks"
                            + " the machine would then live in another time");

    private static final ArchRule NO_SLEEP = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .callMethodWhere(
                    target(owner(assignableTo("java.util.concurrent.TimeUnit"))).and(target(nameMatching("sleep"))))
            .because("a thread that sleeps neither hears that it should stop nor knows the engine's clock: wait for a"
                    + " condition with a limit");

    private static final ArchRule NO_PRINTING = noClasses()
            .that(DescribedPredicate.not(COMMANDS))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because(
                    "stdout belongs to commands, whose output others read: a library logs, or takes the stream to write to");

    private static final ArchRule ONE_LOG = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("logs go through SLF4J, so that one switch makes all of them JSON");

    private static final List<ArchRule> RULES = List.of(ONE_CLOCK, NO_SLEEP, NO_PRINTING, ONE_LOG);

    private HouseRules() {}

    /** Fails if any class of the module that {@code member} belongs to breaks a rule. */
    public static void hold(Class<?> member) {
        JavaClasses module = module(member);
        RULES.forEach(rule -> rule.allowEmptyShould(true).check(module));
    }

    /** The classes of the module that {@code member} belongs to, tests not among them. */
    public static JavaClasses module(Class<?> member) {
        return new ClassFileImporter()
                .importUrl(member.getProtectionDomain().getCodeSource().getLocation());
    }

    private static DescribedPredicate<JavaCall<?>> readsTheMachinesClock() {
        return target(owner(assignableTo(Instant.class)).and(nameMatching("now")))
                .or(target(owner(assignableTo("java.time.chrono.ChronoLocalDateTime"))
                        .and(nameMatching("now"))))
                .or(target(owner(assignableTo("java.time.LocalDate")).and(nameMatching("now"))))
                .or(target(owner(assignableTo("java.time.LocalTime")).and(nameMatching("now"))))
                .or(target(owner(assignableTo("java.time.ZonedDateTime")).and(nameMatching("now"))))
                .or(target(owner(assignableTo("java.time.OffsetDateTime")).and(nameMatching("now"))))
                .or(target(owner(assignableTo(System.class)).and(nameMatching("currentTimeMillis"))))
                .or(target(owner(assignableTo(Clock.class)).and(nameMatching("system.*|tick.*"))))
                .as("it reads the machine's clock")
                .forSubtype();
    }
}
