package org.blockwatch.consumer.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;

/** However pages come to three people, reach them or not, and are given up. */
class BundleWindowsProperties {

    private static final Duration WINDOW = Duration.ofSeconds(60);

    /** What can happen; the number says to whom, or how many seconds pass. */
    enum Happening {
        COMES,
        COMES_URGENT,
        TIME_PASSES,
        REACHED_BY_ANOTHER,
        MISSED,
        GIVEN_UP
    }

    @Property
    void everyPageThatIsNotGivenUpIsSentExactlyOnce(@ForAll("histories") List<Tuple2<Happening, Integer>> history) {
        Play play = new Play();
        history.forEach(play::happens);
        play.pass(WINDOW.multipliedBy(2));

        assertThat(play.sent()).doesNotHaveDuplicates();
        assertThat(play.sent()).containsExactlyInAnyOrderElementsOf(play.came);
    }

    @Property
    void whatIsUrgentNeverWaits(@ForAll("histories") List<Tuple2<Happening, Integer>> history) {
        Play play = new Play();
        for (Tuple2<Happening, Integer> happening : history) {
            play.happens(happening);
            if (happening.get1() == Happening.COMES_URGENT) {
                assertThat(play.sent()).endsWith(play.came.get(play.came.size() - 1));
            }
        }
    }

    @Property
    void apartFromWhatIsUrgentOrMissedAPersonGetsOneMessageInAWindow(
            @ForAll("histories") List<Tuple2<Happening, Integer>> history) {
        Play play = new Play();
        history.forEach(play::happens);
        play.pass(WINDOW.multipliedBy(2));

        play.ordinary.forEach((person, times) -> {
            for (int i = 1; i < times.size(); i++) {
                assertThat(Duration.between(times.get(i - 1), times.get(i))).isGreaterThanOrEqualTo(WINDOW);
            }
        });
    }

    @Property
    void nothingWaitsForLongerThanAWindow(@ForAll("histories") List<Tuple2<Happening, Integer>> history) {
        Play play = new Play();
        history.forEach(play::happens);
        int came = play.came.size();
        play.pass(WINDOW);

        assertThat(play.sent()).hasSize(came);
    }

    /** A crash came between sending a message and recording it: the trail tells only of what opened its window. */
    @Property
    void pagesThatAreReadAgainMakeTheSameMessage(
            @ForAll("moments") List<Integer> inTheWindow,
            @ForAll("moments") List<Integer> inTheNext,
            @ForAll @IntRange(max = 3600) int downFor,
            @ForAll Random order) {
        Instant opened = Instant.parse("2026-03-01T13:00:00Z");
        Instant closed = opened.plus(WINDOW);
        Map<String, Instant> asked = new HashMap<>();
        inTheWindow.forEach(second -> asked.put("this/" + asked.size(), opened.plusSeconds(second)));
        inTheNext.forEach(second -> asked.put("next/" + asked.size(), closed.plusSeconds(second)));
        List<String> readAgain = new ArrayList<>(new TreeSet<>(asked.keySet()));
        Collections.shuffle(readAgain, order);
        List<BundleWindows.Message<String>> sent = new ArrayList<>();
        BundleWindows<String> restarted = new BundleWindows<>(WINDOW, Duration.ofSeconds(1));
        restarted.reached("p", opened, false);

        Instant up = closed.plusSeconds(downFor);
        restarted.due(up);
        readAgain.forEach(page -> sent.addAll(restarted.comes("p", page, false, asked.get(page), up)));
        for (int second = 1; second <= 2 * WINDOW.toSeconds(); second++) {
            sent.addAll(restarted.due(up.plusSeconds(second)));
        }

        assertThat(sent.stream().flatMap(message -> message.pages().stream()))
                .containsExactlyInAnyOrderElementsOf(asked.keySet());
        assertThat(sent.stream().filter(message -> message.pages().stream().anyMatch(page -> page.startsWith("this"))))
                .as("one message, with nothing else in it")
                .allSatisfy(message -> assertThat(message.pages()).hasSize(inTheWindow.size()))
                .hasSize(inTheWindow.isEmpty() ? 0 : 1);
    }

    @Example
    void aStormDoesNotPutOffWhatIsDue() {
        Instant opened = Instant.parse("2026-03-01T13:00:00Z");
        Instant closed = opened.plus(WINDOW);
        BundleWindows<String> bundles = new BundleWindows<>(WINDOW, Duration.ofSeconds(1));
        bundles.reached("p", opened, false);
        bundles.comes("p", "due", false, opened.plusSeconds(1), opened.plusSeconds(1));
        List<BundleWindows.Message<String>> sent = new ArrayList<>();
        for (Instant now = closed; !now.isAfter(closed.plusSeconds(2)); now = now.plusMillis(100)) {
            bundles.comes("p", "storm at " + now, false, now, now);
            sent.addAll(bundles.due(now));
        }

        assertThat(sent.get(0).pages()).contains("due");
    }

    @Provide
    Arbitrary<List<Integer>> moments() {
        return Arbitraries.integers().between(0, 59).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Tuple2<Happening, Integer>>> histories() {
        Arbitrary<Happening> happenings = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(Happening.COMES)),
                Tuple.of(2, Arbitraries.just(Happening.COMES_URGENT)),
                Tuple.of(6, Arbitraries.just(Happening.TIME_PASSES)),
                Tuple.of(1, Arbitraries.just(Happening.REACHED_BY_ANOTHER)),
                Tuple.of(1, Arbitraries.just(Happening.MISSED)),
                Tuple.of(1, Arbitraries.just(Happening.GIVEN_UP)));
        return happenings
                .flatMap(happening -> Arbitraries.integers().between(0, 70).map(n -> Tuple.of(happening, n)))
                .list()
                .ofMaxSize(80);
    }

    private static final class Play {
        final BundleWindows<String> bundles = new BundleWindows<>(WINDOW, Duration.ofSeconds(1));
        final List<String> came = new ArrayList<>();
        final List<BundleWindows.Message<String>> messages = new ArrayList<>();
        final Map<String, List<Instant>> ordinary = new HashMap<>();
        Instant now = Instant.parse("2026-03-01T13:00:00Z");
        int number;

        void happens(Tuple2<Happening, Integer> what) {
            String person = "p" + what.get2() % 3;
            switch (what.get1()) {
                case COMES -> comes(person, false);
                case COMES_URGENT -> comes(person, true);
                case TIME_PASSES -> pass(Duration.ofSeconds(what.get2()));
                case REACHED_BY_ANOTHER -> bundles.reached(person, now, false);
                case MISSED -> missed();
                case GIVEN_UP -> came.removeAll(bundles.giveUp(page -> page.startsWith(person)));
            }
        }

        void comes(String person, boolean urgent) {
            String page = person + "/" + number++;
            came.add(page);
            send(bundles.comes(person, page, urgent, now, now), !urgent);
        }

        void pass(Duration time) {
            for (Instant end = now.plus(time); now.isBefore(end); ) {
                now = now.plusSeconds(1);
                send(bundles.due(now), true);
            }
        }

        void missed() {
            if (!messages.isEmpty()) {
                BundleWindows.Message<String> last = messages.get(messages.size() - 1);
                bundles.missed(last, now);
                ordinary.remove(last.person()); // begins again
                send(bundles.due(now), true);
            }
        }

        void send(List<BundleWindows.Message<String>> now, boolean isOrdinary) {
            messages.addAll(now);
            if (isOrdinary) {
                now.forEach(message -> ordinary.computeIfAbsent(message.person(), first -> new ArrayList<>())
                        .add(this.now));
            }
        }

        List<String> sent() {
            return messages.stream()
                    .flatMap(message -> message.pages().stream())
                    .toList();
        }
    }
}
