package org.blockwatch.streams.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.streams.escalation.LadderLife.Found;
import org.blockwatch.streams.escalation.LadderLife.Matter;
import org.blockwatch.streams.escalation.LadderPhase.Acknowledged;
import org.blockwatch.streams.site.PolicyFile;

/** The laws of the ladder, over random lives: alerts, answers, results and time in any order. */
@PropertyDefaults(tries = 300)
class LadderProperties {

    private static final Set<PageReason> NEWS = Set.of(PageReason.ANSWERED, PageReason.ENDED);

    @Property
    void anOpenAlertThatPagesAlwaysHasANextStepOrAnAnswerThatIsStillGood(
            @ForAll("lives") ActionChain<LadderLife> chain) {
        chain.withInvariant("a next step, or a good answer", life -> {
                    for (Alert alert : life.open.values()) {
                        Ladder ladder = life.patient.ladders.get(alert.getAlertId());
                        boolean pages = alert.getPriority() != Priority.LOW;
                        assertThat(!pages || ladder.nextPage().isPresent() || isGood(life, ladder))
                                .as(alert.getAlertId() + "\n" + life)
                                .isTrue();
                    }
                })
                .run();
    }

    /** Of a HIGH alert, an acknowledgement is good once the patient has been assessed. */
    private static boolean isGood(LadderLife life, Ladder ladder) {
        return ladder.phase() instanceof Acknowledged acknowledged
                && (!ladder.isHigh()
                        || life.patient
                                .assessed
                                .filter(at -> !at.isBefore(acknowledged.at()))
                                .isPresent());
    }

    @Property
    void nothingIsAskedForWhileAnAnswerStands(@ForAll("lives") ActionChain<LadderLife> chain) {
        chain.withInvariant(
                        "silence after an answer",
                        life -> life.before.forEach((alertId, before) -> {
                            Optional<Ladder> after = Optional.ofNullable(life.patient.ladders.get(alertId));
                            boolean stands = before.phase() instanceof Acknowledged acknowledged
                                    && after.filter(ladder -> ladder.phase() instanceof Acknowledged now
                                                    && now.at().equals(acknowledged.at()))
                                            .isPresent();
                            if (stands) {
                                assertThat(life.latest().stream().filter(page -> tellsOf(page, alertId)))
                                        .as(life.toString())
                                        .isEmpty();
                            }
                        }))
                .run();
    }

    @Property
    void nothingIsAskedForAfterTheEnd(@ForAll("lives") ActionChain<LadderLife> chain) {
        chain.withInvariant("silence after the end", life -> {
                    Set<String> open = new HashSet<>();
                    life.open.values().forEach(alert -> open.add(alert.getAlertId()));
                    assertThat(life.latest()).as(life.toString()).allSatisfy(page -> {
                        assertThat(page.getReason() == PageReason.ENDED || open.contains(page.getAlertId()))
                                .isTrue();
                        assertThat(page.getAlso())
                                .extracting(PageAlert::getAlertId)
                                .isSubsetOf(open);
                    });
                })
                .run();
    }

    private static boolean tellsOf(PageRequest page, String alertId) {
        return !NEWS.contains(page.getReason())
                && Stream.concat(
                                Stream.of(page.getAlertId()),
                                page.getAlso().stream().map(PageAlert::getAlertId))
                        .anyMatch(alertId::equals);
    }

    @Property
    void noAttemptIsAskedForTwice(@ForAll("lives") ActionChain<LadderLife> chain) {
        LadderLife life = chain.run();
        Set<List<?>> attempts = new HashSet<>();

        for (PageRequest page : life.patient.pages) {
            String recipient = String.valueOf(page.getRecipient());
            String channel = String.valueOf(page.getChannel());
            assertThat(attempts.add(List.of(page.getPageId(), recipient, channel, page.getAttempt())))
                    .as(page.getPageId() + " in\n" + life)
                    .isTrue();
        }
    }

    @Property(tries = 100)
    void theLastTierNeverFallsSilent(@ForAll("lives") ActionChain<LadderLife> chain) {
        LadderLife life = chain.run();
        Map<String, Ladder> unanswered = Map.copyOf(life.patient.ladders);
        life.passes(Duration.ofHours(6));

        unanswered.forEach((alertId, then) -> {
            boolean pages = !then.isEnded() && then.priority() != Priority.LOW;
            if (pages && !then.isAcknowledged()) {
                Ladder now = life.patient.ladders.get(alertId);
                assertThat(now.step().number() - then.step().number())
                        .as("at least every 30 min: " + alertId + " in\n" + life)
                        .isGreaterThanOrEqualTo(6 * 2);
            }
        });
    }

    @Property
    void whatComesTwiceChangesNothing(@ForAll("doubledLives") ActionChain<LadderLife> chain) {
        chain.run();
    }

    @Property
    void theLongPastPagesNobody(@ForAll("pastLives") ActionChain<LadderLife> chain) {
        assertThat(chain.run().patient.pages).isEmpty();
    }

    @Property
    void everyPageIsOnTheTrailAndEveryStepWasPagedOrToldTogether(@ForAll("lives") ActionChain<LadderLife> chain) {
        LadderLife life = chain.run();

        assertThat(life.patient.trail.stream()
                        .filter(event -> event.getKind() == PageEventKind.REQUESTED)
                        .map(event -> List.<Object>of(event.getPageId(), event.getAttempt())))
                .as(life.toString())
                .containsExactlyElementsOf(life.patient.pages.stream()
                        .map(page -> List.<Object>of(page.getPageId(), page.getAttempt()))
                        .toList());
        assertThat(life.patient.trail)
                .as("when it acts next is never before it acts\n" + life)
                .noneMatch(
                        event -> event.getNextAt() != null && event.getNextAt().isBefore(event.getAt()));
    }

    @Provide
    Arbitrary<ActionChain<LadderLife>> lives() {
        return chains(Duration.ZERO, false);
    }

    @Provide
    Arbitrary<ActionChain<LadderLife>> doubledLives() {
        return chains(Duration.ZERO, true);
    }

    @Provide
    Arbitrary<ActionChain<LadderLife>> pastLives() {
        return chains(PolicyFile.builtIn().timing().maxPageAge().plusMillis(1), false);
    }

    private static ActionChainArbitrary<LadderLife> chains(Duration age, boolean twice) {
        Arbitrary<Integer> recent = Arbitraries.integers().between(0, 5);
        Arbitrary<String> people = Arbitraries.of("ann", "bob");
        Arbitrary<Found> found = Combinators.combine(
                        Arbitraries.of(Matter.values()),
                        Arbitraries.of(Priority.values()).optional(0.7))
                .as(Found::new);
        return ActionChain.startWith(() -> new LadderLife(age, twice))
                .withAction(
                        4,
                        action(
                                "judged",
                                found.list()
                                        .uniqueElements(Found::matter)
                                        .ofMinSize(1)
                                        .ofMaxSize(3),
                                LadderLife::judged))
                .withAction(2, (Action.Independent<LadderLife>) () -> Combinators.combine(
                                Arbitraries.of(AlertResponseKind.values()),
                                people,
                                Arbitraries.integers().between(-1, 3),
                                Arbitraries.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofHours(1)))
                        .as((kind, by, page, ago) ->
                                mutate(kind + " by " + by, life -> life.answered(kind, by, page, ago))))
                .withAction(6, (Action.Independent<LadderLife>) () -> Combinators.combine(
                                recent,
                                people,
                                Arbitraries.of("sms", "pager"),
                                Arbitraries.of(
                                        PageEventKind.ACCEPTED,
                                        PageEventKind.FAILED,
                                        PageEventKind.FAILED,
                                        PageEventKind.UNDELIVERABLE,
                                        PageEventKind.SUPPRESSED,
                                        PageEventKind.READ))
                        .as((page, to, channel, kind) ->
                                mutate(kind + " over " + channel, life -> life.heard(page, to, channel, kind))))
                .withAction(1, action("nobody reached", recent, LadderLife::reachedNobody))
                .withAction(1, action("assessed", Arbitraries.just(0), (life, none) -> life.assessed()))
                .withAction(1, action("woken too early", Arbitraries.just(0), (life, none) -> life.wokenTooEarly()))
                .withAction(
                        4,
                        action(
                                "ms",
                                Arbitraries.longs().between(1, 400_000).map(Duration::ofMillis),
                                LadderLife::passes))
                .withAction(
                        1,
                        action("min", Arbitraries.longs().between(1, 120).map(Duration::ofMinutes), LadderLife::passes))
                .withMaxTransformations(40);
    }

    private interface Happening<T> {
        void to(LadderLife life, T detail);
    }

    private static <T> Action.Independent<LadderLife> action(
            String what, Arbitrary<T> details, Happening<T> happening) {
        return () -> details.map(detail -> mutate(what + " " + detail, life -> happening.to(life, detail)));
    }

    private static Transformer<LadderLife> mutate(String what, Consumer<LadderLife> happening) {
        return Transformer.mutate(what, happening);
    }
}
