package org.blockwatch.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * At whichever step a process is killed, the page arrives; what arrives again does so under the same id, at most once;
 * and nothing else arrives.
 *
 * <p>Each row kills one process at one point ({@code failpoints.btm}) and starts it again with the same settings.
 */
@WithPlatform
@Tag("crash")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class CrashTest {

    private Hospital hospital;
    private App streamsApp;
    private App alertConsumer;
    private final List<Bed> beds = new ArrayList<>();
    private int number;

    @BeforeAll
    void start(Platform platform) {
        hospital = new Hospital(platform, Path.of("target", "crash", "steps").toAbsolutePath());
        streamsApp = hospital.streamsApp("streams-app").start().awaitReady();
        alertConsumer = hospital.alertConsumer("alert-consumer").start().awaitReady();
    }

    /** After a row that failed, the next one has all it needs nevertheless. */
    @BeforeEach
    void revive() {
        streamsApp.revive();
        alertConsumer.revive();
    }

    /** Whatever came late counts too. */
    @AfterAll
    void stop() throws Exception {
        streamsApp.close();
        alertConsumer.close();
        beds.forEach(bed -> hospital.reckoning(bed).assertSound(1));
        hospital.close();
    }

    @ParameterizedTest(name = "streams-app dies ({1}) {0}")
    @CsvSource({
        "'with a statement read, nothing done', HALT",
        "before the ladder is written, HALT",
        "with the ladder written, HALT",
        "before the page's timer is written, HALT",
        "with the page asked for, HALT",
        "with the page asked for, KILL",
        "before the page is committed, HALT",
        "before the page is committed, KILL",
        "'with the page committed, unaware of it', HALT",
        "with the page committed, HALT"
    })
    void shouldPageOnceThoughStreamsAppDies(String point, Death death) {
        Bed bed = bed();
        streamsApp.order(point, death);
        bed.seizes();
        streamsApp.awaitDeath();
        streamsApp.start();
        shouldHavePaged(bed);
        assertThat(hospital.reckoning(bed).repeats()).isZero();
    }

    @ParameterizedTest(name = "alert-consumer dies ({1}) {0}: {2} repeats")
    @CsvSource({
        "'with a request read, nothing done', HALT, 0",
        "before the page is sent, HALT, 0",
        "'with the page accepted, nothing recorded', HALT, 1",
        "'with the page accepted, nothing recorded', KILL, 1",
        "with the result under way, HALT, 1",
        "before the result is committed, HALT, 1",
        "before the result is committed, KILL, 1",
        "'with the result committed, unaware of it', HALT, 0",
        "with the result committed, HALT, 0"
    })
    void shouldPageOnceOrAgainUnderTheSameIdThoughAlertConsumerDies(String point, Death death, int repeats) {
        Bed bed = bed();
        alertConsumer.order(point, death);
        bed.seizes();
        alertConsumer.awaitDeath();
        alertConsumer.start();
        shouldHavePaged(bed);
        assertThat(hospital.reckoning(bed).repeats()).isEqualTo(repeats);
    }

    @ParameterizedTest(name = "streams-app dies ({1}) in the climb to the second tier, {0}")
    @CsvSource({
        "before the ladder is written, HALT",
        "with the page asked for, KILL",
        "before the page is committed, HALT",
        "'with the page committed, unaware of it', HALT"
    })
    void shouldClimbOnceThoughStreamsAppDies(String point, Death death) {
        Bed bed = bed();
        bed.seizes();
        awaitPage(bed, 1);
        soon("the first page is recorded").until(() -> hospital.reckoning(bed).isClosed());
        streamsApp.order(point, death);
        streamsApp.awaitDeath();
        streamsApp.start();
        shouldHavePaged(bed);
        assertThat(hospital.reckoning(bed).repeats()).isZero();
    }

    /** What was charted meanwhile is read before anything is done about what has come due. */
    @Test
    void shouldNotClimbForAPatientWhoRecoveredWhileStreamsAppWasDead() {
        Bed bed = bed();
        bed.seizes();
        awaitPage(bed, 1);
        streamsApp.kill();
        bed.recovers();
        streamsApp.start();
        soon("the alert ends").until(() -> hospital.isCalm(bed));
        assertThat(hospital.reckoning(bed).steps())
                .extracting(PageRequest::getTier)
                .containsExactly(1);
    }

    @Test
    void shouldPageThoughStreamsAppDiesAgainWhileItReadsThePast() {
        Bed bed = bed();
        soon("streams-app is ready").until(streamsApp::isReady);
        streamsApp.kill();
        bed.seizes();
        streamsApp.order("with a statement read, nothing done", Death.HALT);
        streamsApp.start();
        streamsApp.awaitDeath();
        streamsApp.start();
        shouldHavePaged(bed);
        assertThat(hospital.reckoning(bed).repeats()).isZero();
    }

    /** In the theatre the surgeon is on call, whose first way fails. */
    @ParameterizedTest(name = "alert-consumer dies ({1}) on the way over the ways, {0}: {2} repeats")
    @CsvSource({
        "'with a way failed, nothing recorded', HALT, 0",
        "before the page is sent, HALT, 0",
        "'with the page accepted, nothing recorded', HALT, 1"
    })
    void shouldGoOnOverTheNextWayThoughAlertConsumerDies(String point, Death death, int repeats) {
        Bed bed = bed("Theatre");
        alertConsumer.order(point, death);
        bed.seizes();
        alertConsumer.awaitDeath();
        alertConsumer.start();
        shouldHavePaged(bed);
        assertThat(hospital.reckoning(bed).repeats()).isEqualTo(repeats);
    }

    /**
     * Three patients at once: the nurse gets the first page of the second tier alone, and the others as one message, which
     * may come again, but under the same id and with the same pages in it.
     */
    @ParameterizedTest(name = "alert-consumer dies ({1}) {0}")
    @CsvSource({"before a bundle is sent, HALT", "'with a bundle accepted, nothing recorded', HALT"})
    void shouldSendTheSameBundleAgainThoughAlertConsumerDies(String point, Death death) {
        List<Bed> three = List.of(bed(), bed(), bed());
        alertConsumer.order(point, death);
        three.forEach(Bed::seizes);
        alertConsumer.awaitDeath();
        alertConsumer.start();
        three.forEach(bed -> soon("both tiers of " + bed.name() + " are recorded as accepted")
                .until(() -> hospital.reckoning(bed).acceptedTiers().equals(Set.of(1, 2))));
        three.forEach(Bed::recovers);
        three.forEach(bed -> soon("the alert ends").until(() -> hospital.isCalm(bed)));
        List<Reckoning> reckonings = three.stream().map(hospital::reckoning).toList();
        assertThat(reckonings.stream().flatMap(each -> each.got().stream()).map(Collector.Got::id))
                .as("a message that the trail does not tell of: its pages came again in another")
                .isSubsetOf(reckonings.stream()
                        .flatMap(each -> each.messages().stream())
                        .toList());
        beds.removeAll(three); // their messages are about several of them
    }

    /** Who gets no reply says it again; it counts once. */
    @ParameterizedTest(name = "alert-consumer dies ({1}) {0}")
    @CsvSource({
        "with an answer in hand, HALT",
        "with an answer on its way, KILL",
        "'with an answer on the log, nobody told', HALT"
    })
    void shouldTakeAnAnswerOnceThoughAlertConsumerDies(String point, Death death) {
        Bed bed = bed();
        bed.seizes();
        awaitPage(bed, 1);
        Collector.Got page = hospital.collector().pages(bed.name()).get(0);
        soon("the doors for answers are open").until(alertConsumer::isReady);
        alertConsumer.order(point, death);
        CompletableFuture<Integer> reply =
                CompletableFuture.supplyAsync(() -> Hospital.acknowledge(alertConsumer, page, bed.name()));
        alertConsumer.awaitDeath();
        // Until it is killed, its other threads may hear the answer from the log, and tell; then it is certain.
        List<Integer> honest = death == Death.KILL ? List.of(0, 201) : List.of(0);
        assertThat(reply.join()).as("nobody is told what is not certain").isIn(honest);
        alertConsumer.start();
        soon("it is taken")
                .until(() -> List.of(200, 201).contains(Hospital.acknowledge(alertConsumer, page, bed.name())));
        soon("it counts").until(() -> !hospital.reckoning(bed).acknowledged().isEmpty());
        bed.recovers();
        soon("the alert ends").until(() -> hospital.isCalm(bed));
        Reckoning reckoning = hospital.reckoning(bed);
        reckoning.assertSound(1);
        assertThat(reckoning.acknowledged()).hasSize(1);
        PageEvent acknowledged = reckoning.acknowledged().get(0);
        assertThat(acknowledged.getNextAt())
                .as("nobody else is paged before")
                .isAfter(acknowledged.getAt().plus(Duration.ofMinutes(20)));
        assertThat(reckoning.steps())
                .allSatisfy(step -> assertThat(step.getRequestedAt()).isBefore(acknowledged.getAt()));
    }

    private Bed bed() {
        return bed("PACU");
    }

    private Bed bed(String unit) {
        Bed bed = hospital.bed(unit, "bed-" + ++number);
        beds.add(bed);
        bed.blocked();
        return bed;
    }

    /** Both tiers, each in its time; then the patient recovers, and that is all. */
    private void shouldHavePaged(Bed bed) {
        awaitPage(bed, 1);
        awaitPage(bed, 2);
        soon("the trail tells of both").until(() -> hospital.reckoning(bed).isClosed());
        bed.recovers();
        soon("the alert ends").until(() -> hospital.isCalm(bed));
        Reckoning reckoning = hospital.reckoning(bed);
        reckoning.assertSound(1);
        assertThat(reckoning.steps()).extracting(PageRequest::getTier).containsExactly(1, 2);
        assertThat(reckoning.sinceFirst()).isGreaterThanOrEqualTo(Hospital.PATIENCE);
    }

    private void awaitPage(Bed bed, int tier) {
        soon("tier %d of %s is paged".formatted(tier, bed.name()))
                .until(() -> hospital.collector().pages(bed.name()).stream().anyMatch(page -> page.tier() == tier));
    }

    private static ConditionFactory soon(String what) {
        return await(what).atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(100));
    }
}
