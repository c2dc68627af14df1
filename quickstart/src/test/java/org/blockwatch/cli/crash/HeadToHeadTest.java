package org.blockwatch.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same accidents to Blockwatch and to Debian's Alertmanager, and what a receiver got. {@code -Dcrash.rounds=10} for
 * figures worth printing; they are in docs/crash.md.
 */
@WithPlatform
@Tag("crash")
@Tag("needs-installation")
class HeadToHeadTest {

    private static final int ROUNDS = Integer.getInteger("crash.rounds", 1);
    private static final Duration SOON = Duration.ofSeconds(60);

    /** What has not come again so long after everything works again does not come again for this accident. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final List<Score> scores = new ArrayList<>();
    private int beds;

    /** Something that happens to a pager while it pages for a bed. */
    private enum Accident {
        KILLED_BEFORE_PAGING("killed before it pages; its source says nothing more", Pager::raiseAndKillBeforePaging),
        KILLED_BEFORE_THE_REPLY("killed when the receiver has the page, before the reply", (pager, bed) -> {
            pager.collector().keepSilent();
            pager.raise(bed);
            arrives(pager, bed);
            pager.kill();
            pager.collector().speakAgain();
        }),
        KILLED_AFTER_THE_REPLY("killed a second after the reply", (pager, bed) -> {
            pager.raise(bed);
            arrives(pager, bed);
            quiet(pager, bed, Duration.ofSeconds(1));
            pager.kill();
        }),
        REPLY_LOST("the reply is lost, nobody dies", (pager, bed) -> {
            pager.collector().hangUpOnce();
            pager.raise(bed);
            await().atMost(SOON).until(() -> pager.collector().pages(bed).size() > 1);
        });

        private final String words;
        private final BiConsumer<Pager, String> happens;

        Accident(String words, BiConsumer<Pager, String> happens) {
            this.words = words;
            this.happens = happens;
        }
    }

    /** What a receiver got in all rounds of one accident. */
    private record Score(String pager, Accident accident, int missing, int again, int asNew) {

        static Score of(Pager pager, Accident accident, List<String> beds) {
            int missing = 0;
            int again = 0;
            int asNew = 0;
            for (String bed : beds) {
                List<Collector.Got> got = pager.collector().pages(bed).stream()
                        .filter(page -> page.tier() < 2) // Alertmanager has no tiers: the second is no accident's doing
                        .toList();
                long ids = got.stream().map(Collector.Got::id).distinct().count();
                boolean named = got.stream().allMatch(page -> page.id() != null);
                missing += got.isEmpty() ? 1 : 0;
                again += named ? (int) (got.size() - ids) : 0;
                asNew += got.isEmpty() ? 0 : named ? (int) ids - 1 : got.size() - 1;
            }
            return new Score(pager.name(), accident, missing, again, asNew);
        }

        String row() {
            return "| %s | %s | %d | %d | %d | %d |".formatted(accident.words, pager, ROUNDS, missing, again, asNew);
        }
    }

    @Test
    void shouldLoseNothingAndRepeatUnderTheSameIdOnly(Platform platform) throws Exception {
        Path folder = Path.of("target", "head-to-head").toAbsolutePath();
        try (Pager blockwatch = new BlockwatchPager(platform, folder);
                Pager alertmanager = new AlertmanagerPager(folder.resolve("alertmanager"))) {
            for (Pager pager : List.of(alertmanager, blockwatch)) {
                pager.start();
                for (Accident accident : Accident.values()) {
                    scores.add(play(pager, accident));
                }
            }
        }
        print(folder.resolve("figures.md"));

        assertThat(scores)
                .filteredOn(score -> score.pager().equals("Blockwatch"))
                .allSatisfy(score -> {
                    assertThat(score.missing()).isZero();
                    assertThat(score.asNew()).isZero();
                    assertThat(score.again()).isLessThanOrEqualTo(ROUNDS);
                });
    }

    private Score play(Pager pager, Accident accident) {
        List<String> played = IntStream.range(0, ROUNDS)
                .mapToObj(round -> "bed-" + ++beds)
                .peek(bed -> play(pager, accident, bed))
                .toList();
        return Score.of(pager, accident, played);
    }

    private static void play(Pager pager, Accident accident, String bed) {
        accident.happens.accept(pager, bed);
        if (accident != Accident.REPLY_LOST) {
            pager.start();
        }
        if (accident != Accident.KILLED_BEFORE_PAGING) {
            pager.remind(bed);
        }
        quiet(pager, bed, QUIET);
        pager.end(bed);
    }

    private static void arrives(Pager pager, String bed) {
        await("a page for " + bed)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !pager.collector().pages(bed).isEmpty());
    }

    /** Waits until nothing has come for so long. */
    private static void quiet(Pager pager, String bed, Duration howLong) {
        int[] before = {pager.collector().pages(bed).size()};
        await().during(howLong).atMost(SOON).until(() -> {
            int now = pager.collector().pages(bed).size();
            boolean same = now == before[0];
            before[0] = now;
            return same;
        });
    }

    private void print(Path file) throws IOException {
        StringBuilder table = new StringBuilder("""
                | accident | | rounds | missing | again under the same id | again, not to be told from a new page |
                |---|---|---|---|---|---|
                """);
        for (Accident accident : Accident.values()) {
            scores.stream()
                    .filter(score -> score.accident() == accident)
                    .forEach(score -> table.append(score.row()).append('\n'));
        }
        Files.writeString(file, table);
        System.out.print(table);
    }
}
