package org.blockwatch.cli.crash;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.cli.followup.Clinic;
import org.blockwatch.cli.followup.TextMessages;
import org.blockwatch.event.Finding;
import org.blockwatch.event.FollowUpSlotState;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.InvitationState;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.followup.FollowUpApp;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * At whichever step follow-up is killed, the patient is asked through one link under one id, and an answer arrives as one
 * statement in one revision.
 */
@WithPlatform
@Tag("crash")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class FollowUpCrashTest {

    private Clinic clinic;
    private App followUp;
    private int number;

    @BeforeAll
    void start(Platform platform) throws Exception {
        clinic = new Clinic(platform);
        Path folder = Path.of("target", "crash", "follow-up").toAbsolutePath();
        followUp = new App(
                        FollowUpApp.class,
                        folder,
                        clinic.settings("crash", folder.resolve("spool-" + System.nanoTime()), App.freePort()))
                .start()
                .awaitReady();
    }

    @BeforeEach
    void revive() {
        followUp.revive();
        followUp.awaitReady();
    }

    @AfterAll
    void stop() throws Exception {
        followUp.close();
        clinic.close();
    }

    @ParameterizedTest(name = "follow-up dies ({1}) {0}")
    @CsvSource({
        "before an invitation is written, HALT",
        "with an invitation written, HALT",
        "before an invitation is committed, HALT",
        "before an invitation is committed, KILL",
        "'with an invitation committed, unaware of it', HALT",
        "with an invitation committed, HALT",
        "before a message leaves, HALT",
        "'with a message taken, nothing recorded', HALT",
        "'with a message taken, nothing recorded', KILL",
    })
    void shouldAskThroughOneLinkUnderOneId(String point, Death death) {
        String patient = "asked-" + ++number;
        followUp.order(point, death);
        clinic.tell(patient, due(), FollowUpSlotState.OPEN);
        followUp.awaitDeath();
        followUp.start();

        soon().until(() -> clinic.invitations(patient).stream()
                .anyMatch(invitation -> invitation.getState() == InvitationState.SENT));

        assertThat(clinic.messages.about(patient).stream()
                        .map(TextMessages.Got::id)
                        .collect(toSet()))
                .hasSize(1);
        assertThat(clinic.messages.about(patient)).hasSizeLessThanOrEqualTo(2);
        assertThat(clinic.invitations(patient).stream()
                        .map(Invitation::getLinkId)
                        .collect(toSet()))
                .hasSize(1);
    }

    @ParameterizedTest(name = "follow-up dies ({1}) {0}")
    @CsvSource({
        "'with an answer on the disk, nobody told', HALT",
        "'with an answer on the disk, nobody told', KILL",
        "with a patient's answer in hand, HALT",
        "with a patient's answer on its way, HALT",
        "'with a patient''s answer on the topic, on the disk still', HALT",
    })
    void shouldBringAnAnswerToTheTopic(String point, Death death) {
        String patient = "answers-" + ++number;
        clinic.tell(patient, due(), FollowUpSlotState.OPEN);
        soon().until(() -> !clinic.messages.about(patient).isEmpty());
        URI link = clinic.messages.about(patient).get(0).link();
        followUp.order(point, death);
        Thread answering = new Thread(() -> clinic.answer(link, "urine=yes"));
        answering.start();
        followUp.awaitDeath();
        followUp.start();

        soon().until(() -> !clinic.assessments(patient).isEmpty());
        followUp.awaitReady();
        soon().until(() -> clinic.invitations(patient).stream().anyMatch(told -> told.getCallAskedAt() != null));

        List<NeuroAssessment> stated = clinic.assessments(patient);
        assertThat(stated).allSatisfy(one -> {
            assertThat(one).isEqualTo(stated.get(0));
            assertThat(one.getExam().getBladderDysfunction()).isEqualTo(Finding.PRESENT);
        });
        assertThat(stated).hasSizeLessThanOrEqualTo(2);
    }

    private static Instant due() {
        return EngineClock.system().now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(120));
    }
}
