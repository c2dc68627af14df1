package org.blockwatch.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.state.LadderChannel;
import org.blockwatch.state.LadderState;

/** The laws of the ladder, over any order of transitions, answers, results (some heard twice or late) and waits. */
class LadderProperties {

    private static final List<String> CHANNELS = List.of("console", "webhook");

    /** Something that happens to a ladder. */
    private interface Happening {
        void to(Life life);
    }

    @Property
    void nothingIsSentAfterAnAcknowledgementUntilTheAlertRises(@ForAll("lives") List<Happening> happenings) {
        Life life = new Life();
        for (Happening happening : happenings) {
            boolean answered = life.answered();
            int sent = life.sent.size();
            happening.to(life);
            if (answered && life.answered()) {
                assertThat(life.sent).as(life.toString()).hasSize(sent);
            }
        }
    }

    @Property
    void nothingIsSentAfterTheEnd(@ForAll("lives") List<Happening> happenings) {
        Life life = new Life();
        happenings.forEach(happening -> happening.to(life));
        life.transition(AlertPhase.END, Priority.HIGH);
        int sent = life.sent.size();

        for (Happening happening : happenings) {
            if (life.state.isEmpty()) {
                life.onlyLateNews = true;
                happening.to(life);
            }
        }

        assertThat(life.sent).as(life.toString()).hasSize(sent);
        assertThat(life.next).isEmpty();
    }

    @Property
    void noAttemptIsAskedForTwice(@ForAll("lives") List<Happening> happenings) {
        Life life = new Life();
        happenings.forEach(happening -> happening.to(life));

        Set<String> attempts = new HashSet<>();
        for (PageRequest page : life.sent) {
            List<String> channels = page.getChannel() == null ? CHANNELS : List.of(page.getChannel());
            for (String channel : channels) {
                assertThat(attempts.add(page.getPageId() + " " + channel + " " + page.getAttempt()))
                        .as(life.toString())
                        .isTrue();
            }
        }
    }

    @Property
    void anUnansweredAlertWhosePageFailedAlwaysHasANextStep(@ForAll("lives") List<Happening> happenings) {
        Life life = new Life();
        for (Happening happening : happenings) {
            happening.to(life);
            life.state.filter(state -> state.getAcknowledgedBy() == null).ifPresent(state -> {
                for (LadderChannel channel : state.getChannels()) {
                    boolean underWay = life.underWay.stream()
                            .anyMatch(page -> life.isPresent(page)
                                    && page.getAttempt() == channel.getAttempt()
                                    && (page.getChannel() == null
                                            || page.getChannel().equals(channel.getChannel())));
                    if (!state.getRoles().isEmpty() && !channel.getSettled() && !underWay) {
                        assertThat(channel.getRetryAt()).as(life.toString()).isNotNull();
                        assertThat(life.next).as(life.toString()).isPresent();
                    }
                }
            });
        }
    }

    @Property
    void everyPageAndNoOtherIsOnTheTrail(@ForAll("lives") List<Happening> happenings) {
        Life life = new Life();
        happenings.forEach(happening -> happening.to(life));

        assertThat(life.trail.stream()
                        .filter(event -> event.getKind() == PageEventKind.REQUESTED)
                        .map(event -> event.getPageId() + " " + event.getChannel() + " " + event.getAttempt()))
                .containsExactlyElementsOf(life.sent.stream()
                        .map(page -> page.getPageId() + " " + page.getChannel() + " " + page.getAttempt())
                        .toList());
    }

    @Provide
    Arbitrary<List<Happening>> lives() {
        Arbitrary<Priority> priorities = Arbitraries.of(Priority.class);
        Arbitrary<Happening> transitions = Arbitraries.of(
                        AlertPhase.UPDATE, AlertPhase.ESCALATE, AlertPhase.DEESCALATE, AlertPhase.START)
                .flatMap(phase -> priorities.map(priority -> life -> life.transition(phase, priority)));
        Arbitrary<Happening> answers = Arbitraries.of(AlertResponseKind.class).map(kind -> life -> life.answer(kind));
        Arbitrary<Happening> results = Arbitraries.of(
                        PageEventKind.ACCEPTED,
                        PageEventKind.FAILED,
                        PageEventKind.FAILED,
                        PageEventKind.FAILED,
                        PageEventKind.UNDELIVERABLE,
                        PageEventKind.READ)
                .flatMap(kind -> Arbitraries.of(CHANNELS)
                        .flatMap(channel -> Arbitraries.integers()
                                .between(0, 5)
                                .map(page -> life -> life.result(page, channel, kind))));
        Arbitrary<Happening> echoes = Arbitraries.integers().between(0, 5).map(which -> life -> life.echo(which));
        Arbitrary<Happening> waits =
                Arbitraries.longs().between(0, 120_000).map(millis -> life -> life.pass(Duration.ofMillis(millis)));
        Arbitrary<Happening> longWaits =
                Arbitraries.longs().between(1, 13).map(hours -> life -> life.pass(Duration.ofHours(hours)));
        return Arbitraries.frequencyOf(
                        Tuple.of(3, transitions),
                        Tuple.of(1, answers),
                        Tuple.of(8, results),
                        Tuple.of(1, echoes),
                        Tuple.of(6, waits),
                        Tuple.of(1, longWaits))
                .list()
                .ofMaxSize(40);
    }

    /** One alert's life with its ladder, as the processor would lead it. */
    private static final class Life {
        private final Ladder ladder = new Ladder(PolicyFile.builtIn(), wall -> wall);
        private final List<PageRequest> sent = new ArrayList<>();
        private final List<PageRequest> underWay = new ArrayList<>();
        private final List<PageEvent> trail = new ArrayList<>();
        private final List<String> diary = new ArrayList<>();
        private Instant now = Alerts.FOUR_HOURS_LATER;
        private Optional<LadderState> state = Optional.empty();
        private Optional<Instant> next = Optional.empty();
        private boolean onlyLateNews;

        Life() {
            take("START HIGH", ladder.begin(Alerts.alert(AlertPhase.START, Priority.HIGH, now), now));
        }

        boolean answered() {
            return state.map(LadderState::getAcknowledgedBy).isPresent();
        }

        boolean isPresent(PageRequest page) {
            return state.map(LadderState::getStep).equals(Optional.of(page.getStep()));
        }

        void transition(AlertPhase phase, Priority priority) {
            Alert alert = Alerts.alert(phase, priority, now);
            if (!onlyLateNews) { // an alertId is never used again after its END
                take(phase + " " + priority, ladder.transition(state.orElseThrow(), alert, now));
            }
        }

        void answer(AlertResponseKind kind) {
            state.ifPresent(standing ->
                    take("answer " + kind, ladder.answered(standing, Alerts.answer(kind, "nurse-1", now), now)));
        }

        void result(int which, String channel, PageEventKind kind) {
            if (sent.isEmpty()) {
                return;
            }
            PageRequest page = sent.get(Math.max(0, sent.size() - 1 - which));
            if (page.getChannel() == null || page.getChannel().equals(channel)) {
                hear(kind + " of " + page.getAttempt() + " over " + channel, Alerts.result(page, channel, kind, null));
                if (page.getChannel() != null) {
                    underWay.remove(page);
                }
            }
        }

        void echo(int which) {
            if (!trail.isEmpty()) {
                hear("echo", trail.get(Math.max(0, trail.size() - 1 - which)));
            }
        }

        void pass(Duration time) {
            now = now.plus(time);
            state.ifPresent(standing -> {
                if (next.filter(due -> !due.isAfter(now)).isPresent()) {
                    take("+" + time + " woken", ladder.woken(standing, now));
                }
            });
        }

        private void hear(String what, PageEvent event) {
            state.ifPresent(standing -> take(what, ladder.heard(standing, event, now)));
        }

        private void take(String what, Step step) {
            diary.add(now + " " + what + " → " + step.pages().size() + " pages, next " + step.next());
            state = step.ladder();
            next = step.next();
            sent.addAll(step.pages());
            step.pages().stream().filter(page -> page.getChannel() != null).forEach(underWay::add);
            trail.addAll(step.trail());
        }

        @Override
        public String toString() {
            return String.join(System.lineSeparator(), diary);
        }
    }
}
