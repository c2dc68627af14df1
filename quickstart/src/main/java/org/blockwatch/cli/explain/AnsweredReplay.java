package org.blockwatch.cli.explain;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.cli.replay.Replay;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.streams.site.SitePractice;

/** Replays statements with paging, and lets the first role of every page acknowledge it some time later. */
final class AnsweredReplay implements AutoCloseable {

    private final Replay replay;
    private final Duration answeredAfter;
    private final List<PageRequest> pages = new ArrayList<>();
    private final Deque<AlertResponse> answers =
            new ArrayDeque<>(); // in order, since each comes as long after its page
    private int answered;

    AnsweredReplay(Instant start, SitePractice practice, Path stateDir, Duration answeredAfter) {
        this.replay = Replay.withPaging(start, practice, stateDir);
        this.answeredAfter = answeredAfter;
    }

    Replay.Admitted arrives(Instant at, String patientId, SpecificRecord statement) {
        runUntil(at);
        var admitted = replay.arrives(at, patientId, statement);
        hear();
        return admitted;
    }

    /** Moves the clock on, and answers what has been asked. */
    void runUntil(Instant until) {
        for (var next = next(until); next.isPresent(); next = next(until)) {
            replay.runUntil(next.get());
            hear();
            while (!answers.isEmpty() && !answers.peek().getOccurredAt().isAfter(next.get())) {
                var answer = answers.poll();
                replay.arrives(answer.getOccurredAt(), answer.getPatientId(), answer);
                hear();
            }
        }
        replay.runUntil(until);
        hear();
    }

    private Optional<Instant> next(Instant until) {
        return Stream.concat(
                        replay.due(until).stream(),
                        Stream.ofNullable(answers.peek()).map(AlertResponse::getOccurredAt))
                .filter(next -> !next.isAfter(until))
                .min(Instant::compareTo);
    }

    private void hear() {
        for (var page : replay.pages()) {
            pages.add(page);
            if (page.getReason() != PageReason.ENDED
                    && page.getReason() != PageReason.ANSWERED
                    && !page.getRoles().isEmpty()) {
                answer(page, page.getAlertId());
                page.getAlso().stream().map(PageAlert::getAlertId).forEach(also -> answer(page, also));
            }
        }
    }

    private void answer(PageRequest page, String alertId) {
        answers.add(AlertResponse.newBuilder()
                .setEventId("answer-" + ++answered)
                .setPatientId(page.getPatientId())
                .setAlertId(alertId)
                .setPageId(page.getPageId())
                .setKind(AlertResponseKind.ACKNOWLEDGED)
                .setBy(page.getRoles().get(0))
                .setOccurredAt(page.getRequestedAt().plus(answeredAfter))
                .build());
    }

    List<Alert> alerts() {
        return replay.alerts();
    }

    List<PageRequest> pages() {
        return List.copyOf(pages);
    }

    @Override
    public void close() {
        replay.close();
    }
}
