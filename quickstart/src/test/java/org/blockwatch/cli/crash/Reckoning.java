package org.blockwatch.cli.crash;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;

/**
 * What a receiver has got for one patient, held against the trail.
 *
 * @param got what arrived, in order
 * @param requests what the ladder asked for
 * @param trail what is recorded
 */
record Reckoning(List<Collector.Got> got, List<PageRequest> requests, List<PageEvent> trail) {

    private static final Set<PageEventKind> ENDS =
            Set.of(PageEventKind.ACCEPTED, PageEventKind.FAILED, PageEventKind.UNDELIVERABLE, PageEventKind.SUPPRESSED);

    /** One recipient of one step, over one channel: gets the page under one id, however often. */
    private record Turn(String alertId, int step, String recipient, String channel) {}

    /** One try of a page over one channel. */
    private record Try(String pageId, int attempt, String channel, String recipient) {}

    /** The tiers of which the trail says that a channel has taken the page. */
    Set<Integer> acceptedTiers() {
        return ends().stream()
                .filter(end -> end.getKind() == PageEventKind.ACCEPTED)
                .map(PageEvent::getTier)
                .collect(toSet());
    }

    /** Pages that came again under the id of an earlier one. */
    int repeats() {
        return got.size() - ids().size();
    }

    private Set<String> ids() {
        return got.stream().map(Collector.Got::id).collect(toSet());
    }

    /** The ids of all messages that the trail tells of. */
    Set<String> messages() {
        return ends().stream().map(Reckoning::message).collect(toSet());
    }

    /** Whether the trail tells how each request ended. */
    boolean isClosed() {
        Set<String> ended = ends().stream().map(PageEvent::getPageId).collect(toSet());
        return requests.stream().allMatch(request -> ended.contains(request.getPageId()));
    }

    /** The steps that the ladder took: what it asked for, without what was asked for again because a way had failed. */
    List<PageRequest> steps() {
        return requests.stream()
                .filter(request -> request.getReason() != PageReason.RETRY)
                .toList();
    }

    /** From the first step to the last, by the engine's clock. */
    Duration sinceFirst() {
        return Duration.between(
                requests.get(0).getRequestedAt(),
                requests.get(requests.size() - 1).getRequestedAt());
    }

    /** What holds after any crash, and how many repeats it may cost. */
    void assertSound(int crashes) {
        Map<Turn, Set<String>> ids = ends().stream()
                .filter(end -> ids().contains(message(end)))
                .collect(groupingBy(Reckoning::turn, mapping(Reckoning::message, toSet())));
        assertThat(ids)
                .as("a turn that came under two ids: a page too many")
                .allSatisfy((turn, each) -> assertThat(each).hasSize(1));
        assertThat(messages()).as("a page that the trail does not tell of").containsAll(ids());
        assertThat(ends().stream()
                        .map(end -> new Try(end.getPageId(), end.getAttempt(), end.getChannel(), end.getRecipient())))
                .as("a try that is recorded twice")
                .doesNotHaveDuplicates();
        assertThat(requests.stream()
                        .map(asked -> Arrays.asList(
                                asked.getPageId(), asked.getAttempt(), asked.getRecipient(), asked.getChannel())))
                .as("a page that the ladder asked for twice")
                .doesNotHaveDuplicates();
        assertThat(repeats()).as("repeats under the same id").isLessThanOrEqualTo(crashes);
    }

    /** The acknowledgements that count. */
    List<PageEvent> acknowledged() {
        return trail.stream()
                .filter(event -> event.getKind() == PageEventKind.ACKNOWLEDGED && event.getOutcome() == PageOutcome.OK)
                .toList();
    }

    /** Under which id it went: its own, or that of the message in which it went with others. */
    private static String message(PageEvent end) {
        return end.getBundle() == null ? end.getAttemptId() : end.getBundle();
    }

    private static Turn turn(PageEvent end) {
        return new Turn(end.getAlertId(), end.getStep(), end.getRecipient(), end.getChannel());
    }

    private List<PageEvent> ends() {
        return trail.stream()
                .filter(event -> !event.getAttemptId().isEmpty() && ENDS.contains(event.getKind()))
                .toList();
    }
}
