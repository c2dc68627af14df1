package org.blockwatch.cli.followup;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.blockwatch.cli.embedded.FreePort;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.Finding;
import org.blockwatch.event.FollowUpSlotState;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.InvitationState;
import org.blockwatch.followup.FollowUpApp;
import org.blockwatch.followup.FollowUpSettings;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.clock.VirtualClock;
import org.blockwatch.service.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** follow-up on a real broker, with a messaging gateway that takes, fails and refuses, and patients who answer or do not. */
@WithPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowUpTest {

    private static final Instant DUE = Instant.parse("2026-03-01T13:00:00Z");
    private static final Instant OPENS = DUE.minus(Duration.ofMinutes(20));

    private Clinic clinic;

    @BeforeAll
    void open(Platform platform) throws Exception {
        clinic = new Clinic(platform);
    }

    @AfterAll
    void close() {
        clinic.close();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(120));
    }

    private static FollowUpApp started(Map<String, String> settings, EngineClock clock) {
        var app = FollowUpApp.start(Settings.of(FollowUpSettings.class, settings), clock);
        soon().untilAsserted(() -> assertThat(app.unreadyReasons()).isEmpty());
        return app;
    }

    private Map<String, String> settings(String group, Path spool) {
        return clinic.settings(group, spool, FreePort.or(0, "page"));
    }

    @Test
    void shouldAskRemindAndPassTheAnswerOn(@TempDir Path spool) throws Exception {
        VirtualClock clock = EngineClock.virtual(OPENS);
        try (var app = started(settings("whole", spool), clock)) {
            clinic.tell("whole-1", DUE, FollowUpSlotState.OPEN);
            soon().until(() -> clinic.messages.about("whole-1").size() == 1);
            soon().until(() -> last("whole-1").getState() == InvitationState.SENT);

            clock.advanceTo(DUE.plus(Duration.ofMinutes(45)));

            soon().until(() -> clinic.messages.about("whole-1").size() == 2);
            var asked = clinic.messages.about("whole-1").get(0);
            var reminded = clinic.messages.about("whole-1").get(1);
            assertThat(reminded.link()).isEqualTo(asked.link());
            assertThat(List.of(asked.kind(), reminded.kind())).containsExactly("asks", "reminds");
            assertThat(reminded.id()).isEqualTo(asked.id() + "_reminder");
            assertThat(asked.slot()).isEqualTo("PT4H");

            assertThat(clinic.open(asked.link())).isEqualTo(200);
            assertThat(clinic.assessments("whole-1")).isEmpty();
            var page = clinic.answer(asked.link(), "saddle=yes").orElseThrow();

            assertThat(page.body())
                    .contains("Go to the emergency department now")
                    .doesNotContain("not reached");
            var stated = clinic.assessments("whole-1").get(0);
            assertThat(stated.getPurpose()).isEqualTo(AssessmentPurpose.PATIENT_REPORTED);
            assertThat(stated.getExam().getSaddleAnaesthesia()).isEqualTo(Finding.PRESENT);
            soon().until(() -> last("whole-1").getCallAskedAt() != null);

            clinic.tell("whole-1", DUE, FollowUpSlotState.CANCELLED);
            soon().until(() -> last("whole-1").getState() == InvitationState.CLOSED);
            soon().until(() -> clinic.open(asked.link()) == 404);
            assertThat(app.unreadyReasons()).isEmpty();
        }
    }

    @Test
    void shouldSendAgainUnderTheSameIdUntilTheGatewayTakesIt(@TempDir Path spool) {
        var tries = new AtomicInteger();
        clinic.messages.answerWith(() -> tries.incrementAndGet() < 4 ? 503 : 204);
        try (var app = started(settings("again", spool), EngineClock.virtual(OPENS))) {
            clinic.tell("again-1", DUE, FollowUpSlotState.OPEN);

            soon().until(() -> last("again-1").getState() == InvitationState.SENT);

            assertThat(clinic.messages.about("again-1")).hasSize(4);
            assertThat(ids("again-1")).hasSize(1);
            assertThat(app.unreadyReasons()).isEmpty();
        } finally {
            clinic.messages.answerWith(() -> 204);
        }
    }

    @Test
    void shouldNotSendAgainWhatTheGatewayRefusesAndTakeAnswersAllTheSame(@TempDir Path spool) {
        clinic.messages.answerWith(() -> 422);
        try (var app = started(settings("refused", spool), EngineClock.virtual(OPENS))) {
            clinic.tell("refused-1", DUE, FollowUpSlotState.OPEN);

            soon().until(() -> last("refused-1").getState() == InvitationState.REFUSED);

            assertThat(clinic.messages.about("refused-1")).hasSize(1);
            assertThat(clinic.answer(clinic.messages.about("refused-1").get(0).link(), "")
                            .orElseThrow()
                            .body())
                    .contains("Thank you");
            assertThat(app.unreadyReasons()).isEmpty();
        } finally {
            clinic.messages.answerWith(() -> 204);
        }
    }

    @Test
    void shouldInviteNobodyTwiceWhileInstancesComeAndGo(@TempDir Path one, @TempDir Path two) {
        var clock = EngineClock.virtual(OPENS);
        var patients = IntStream.range(0, 20).mapToObj(n -> "shared-" + n).toList();
        try (var first = started(settings("shared", one), clock)) {
            patients.subList(0, 10).forEach(patient -> clinic.tell(patient, DUE, FollowUpSlotState.OPEN));
            try (var second = started(settings("shared", two), clock)) {
                patients.subList(10, 20).forEach(patient -> clinic.tell(patient, DUE, FollowUpSlotState.OPEN));
                first.close();
                soon().until(() -> patients.stream()
                        .allMatch(patient -> clinic.messages.about(patient).size() >= 1));
                assertThat(second.unreadyReasons().keySet()).doesNotContain("page");
            }
        }
        assertThat(patients).allSatisfy(patient -> {
            assertThat(ids(patient)).hasSize(1);
            assertThat(clinic.invitations(patient).stream()
                            .map(Invitation::getLinkId)
                            .collect(toSet()))
                    .hasSize(1);
        });
    }

    private Invitation last(String patient) {
        var all = clinic.invitations(patient);
        return all.isEmpty()
                ? Invitation.newBuilder()
                        .setLinkId("")
                        .setPatientId(patient)
                        .setBlockId("")
                        .setSlotId("")
                        .setSealedLink("")
                        .setDueAt(DUE)
                        .setMadeAt(DUE)
                        .setExpiresAt(DUE)
                        .build()
                : all.get(all.size() - 1);
    }

    private Set<String> ids(String patient) {
        return clinic.messages.about(patient).stream().map(TextMessages.Got::id).collect(toSet());
    }
}
