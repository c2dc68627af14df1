package org.blockwatch.streams.escalation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The ladder is pure: the same events at the same instants always lead to the same pages. */
class LadderPurityTest {

    @Test
    void shouldKnowNeitherKafkaNorClockNorTheWorldOutside() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "org.blockwatch.service..",
                        "org.blockwatch.streams.timer..",
                        "io.micrometer..",
                        "java.io..",
                        "java.nio..",
                        "java.net..",
                        "java.util.concurrent..")
                .because("its laws are held over random lives, which no world outside may disturb")
                .check(new ClassFileImporter()
                        .importClasses(
                                Ladder.class,
                                LadderPhase.class,
                                LadderTransitions.class,
                                LadderEvent.class,
                                LadderRules.class,
                                LadderBatch.class,
                                TierRules.class,
                                AnswerRules.class,
                                RetryRules.class,
                                IncidentRules.class,
                                LadderUpdate.class,
                                LadderDecision.class,
                                KeptPolicy.class,
                                PageWriter.class,
                                Policy.class,
                                Policy.Tier.class,
                                Policy.Special.class,
                                Policy.Retry.class,
                                Policy.Timing.class,
                                PageText.class,
                                PageWords.class));
    }
}
