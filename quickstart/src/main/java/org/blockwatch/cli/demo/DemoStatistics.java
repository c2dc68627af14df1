package org.blockwatch.cli.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.blockwatch.cli.deadletters.ResendMark;
import org.blockwatch.cli.kafka.TopicWatcher;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;

/** Counts what a demonstration brings, and notices a promise that is not kept. Any thread may tell and ask it. */
final class DemoStatistics {

    private static final Set<Priority> PAGING = Set.of(Priority.HIGH, Priority.MEDIUM);
    private static final String REASON_HEADER = "blockwatch.reason";

    private int published;
    private int answers;
    private final Map<String, NavigableSet<Instant>> arrivals = new HashMap<>();

    private final Map<AlertCode, Map<Priority, Integer>> raised = new EnumMap<>(AlertCode.class);
    private final List<Alert> started = new ArrayList<>();
    private final Map<String, Priority> open = new HashMap<>();
    private final Map<String, Alert> toBePaged = new HashMap<>();

    private final Map<String, PageRequest> pages = new HashMap<>();
    private final Set<String> pagedAlerts = new HashSet<>();
    private final Map<String, Instant> untilMorning = new HashMap<>();
    private final Map<String, PageEvent> accepted = new HashMap<>();
    private final Set<String> acceptedAttempts = new HashSet<>();
    private final Set<String> suppressed = new HashSet<>();
    private final Set<String> undeliverable = new HashSet<>();
    private int failedAttempts;
    private int sentTwice;

    private final Map<String, Integer> deadLetters = new TreeMap<>();
    private final BiFunction<Instant, Instant, Duration> byTheWall;
    private final LadderStatistics ladders = new LadderStatistics();
    private final Burden burden = new Burden();

    /** @param byTheWall returns how long it is by the wall from one instant of the engine's clock to another */
    DemoStatistics(BiFunction<Instant, Instant, Duration> byTheWall) {
        this.byTheWall = byTheWall;
    }

    /** Counts an arrival that the brokers have had since {@code at}, engine time. */
    synchronized void published(Arrival arrival, Instant at) {
        published++;
        if (arrival.value() instanceof AlertResponse) {
            answers++;
        }
        arrivals.computeIfAbsent(arrival.patientId(), patient -> new TreeSet<>())
                .add(at);
    }

    /** Counts a record, and returns whether by it a page has reached somebody whom it had not reached yet. */
    synchronized boolean seen(TopicWatcher.Seen seen) {
        if (seen.value() instanceof Alert alert) {
            alert(alert);
            ladders.seen(alert);
        } else if (seen.value() instanceof PageRequest page) {
            pages.putIfAbsent(page.getPageId(), page);
            pagedAlerts.add(page.getAlertId());
            page.getAlso().forEach(more -> pagedAlerts.add(more.getAlertId()));
            ladders.seen(page);
        } else if (seen.value() instanceof PageEvent event) {
            ladders.seen(event);
            return pageEvent(event);
        } else if (!ResendMark.isMark(seen.raw())) {
            var reason = seen.raw().headers().lastHeader(REASON_HEADER);
            deadLetters.merge(
                    reason == null ? "UNKNOWN" : new String(reason.value(), StandardCharsets.UTF_8), 1, Integer::sum);
        }
        return false;
    }

    private void alert(Alert alert) {
        if (alert.getPhase() == AlertPhase.END) {
            open.remove(alert.getAlertId());
            return;
        }
        open.put(alert.getAlertId(), alert.getPriority());
        if (alert.getPhase() == AlertPhase.START) {
            started.add(alert);
            raised.computeIfAbsent(alert.getCode(), code -> new EnumMap<>(Priority.class))
                    .merge(alert.getPriority(), 1, Integer::sum);
        }
        var rose = alert.getPhase() == AlertPhase.START || alert.getPhase() == AlertPhase.ESCALATE;
        if (rose && PAGING.contains(alert.getPriority())) {
            toBePaged.put(alert.getAlertId(), alert);
        }
    }

    private boolean pageEvent(PageEvent event) {
        if (event.getKind() == PageEventKind.RESCHEDULED && event.getOutcome() == PageOutcome.QUIET_HOURS) {
            untilMorning.put(event.getAlertId(), Objects.requireNonNullElse(event.getNextAt(), Instant.MAX));
        } else if (event.getKind() == PageEventKind.FAILED) {
            failedAttempts++;
        } else if (event.getKind() == PageEventKind.SUPPRESSED) {
            suppressed.add(event.getPageId());
            if (event.getOutcome() == PageOutcome.NOT_SETTLED) {
                toBePaged.remove(event.getAlertId()); // promise 13: it ended before anybody was told
            }
        } else if (event.getKind() == PageEventKind.UNDELIVERABLE && event.getChannel() == null) {
            undeliverable.add(event.getPageId());
        } else if (event.getKind() == PageEventKind.ACCEPTED) {
            if (!acceptedAttempts.add(event.getAttemptId())) {
                sentTwice++;
                return false;
            }
            burden.reached(event);
            accepted.merge(event.getPageId(), event, (one, other) -> one.getAt().isAfter(other.getAt()) ? other : one);
            return true;
        }
        return false;
    }

    /**
     * Returns what should have happened by an instant and has not, a line each; empty is what is promised. What was asked for
     * later is still under way.
     */
    synchronized List<String> brokenPromises(Instant asOf) {
        var unpaged = toBePaged.values().stream()
                .filter(alert -> !alert.getAt().isAfter(asOf) && !pagedAlerts.contains(alert.getAlertId()))
                .filter(alert -> !isPutOff(alert.getAlertId(), asOf))
                .map(alert -> "no page was asked for: %s (%s)".formatted(alert.getAlertId(), alert.getPriority()));
        var unsent = pages.values().stream()
                .filter(page -> !page.getRequestedAt().isAfter(asOf))
                .map(PageRequest::getPageId)
                .filter(page ->
                        !accepted.containsKey(page) && !suppressed.contains(page) && !undeliverable.contains(page))
                .map(page -> "no channel took the page " + page);
        var twice = sentTwice == 0 ? Stream.<String>empty() : Stream.of(sentTwice + " attempts were sent twice");
        return Stream.of(unpaged, unsent, twice, ladders.silent(asOf).stream())
                .flatMap(lines -> lines)
                .sorted()
                .toList();
    }

    /** Returns whether the policy lets people sleep until later than that, or the alert has ended while they slept. */
    private boolean isPutOff(String alertId, Instant asOf) {
        var until = untilMorning.get(alertId);
        return until != null && (until.isAfter(asOf) || !open.containsKey(alertId));
    }

    /** Returns the request for a page, as far as it has been seen. */
    synchronized Optional<PageRequest> page(String pageId) {
        return Optional.ofNullable(pages.get(pageId));
    }

    LadderStatistics ladders() {
        return ladders;
    }

    Burden burden() {
        return burden;
    }

    /**
     * Returns how long after their deadline alerts came that time alone raised: nothing arrived for the patient between the
     * deadline and the alert. By the wall, sorted.
     */
    synchronized List<Duration> detectionDelays(Predicate<Alert> meant) {
        return started.stream()
                .filter(meant)
                .filter(this::raisedByTime)
                .map(alert -> byTheWall.apply(alert.getDueAt(), alert.getAt()))
                .sorted()
                .toList();
    }

    /**
     * Returns how long after the deadline of such an alert, if it pages, a channel had taken the first page that tells of it. By
     * the wall, sorted.
     */
    synchronized List<Duration> pageDelays(Predicate<Alert> meant) {
        var firstTold = new HashMap<String, Instant>();
        accepted.forEach((pageId, event) -> {
            var page = Optional.ofNullable(pages.get(pageId));
            var told = page.map(PageRequest::getAlso).orElse(List.of()).stream().map(PageAlert::getAlertId);
            Stream.concat(Stream.of(event.getAlertId()), told)
                    .forEach(alertId ->
                            firstTold.merge(alertId, event.getAt(), (one, other) -> one.isAfter(other) ? other : one));
        });
        return started.stream()
                .filter(meant.and(alert -> PAGING.contains(alert.getPriority())).and(this::raisedByTime))
                .filter(alert -> firstTold.containsKey(alert.getAlertId()))
                .map(alert -> byTheWall.apply(alert.getDueAt(), firstTold.get(alert.getAlertId())))
                .sorted()
                .toList();
    }

    private boolean raisedByTime(Alert alert) {
        var dueAt = alert.getDueAt();
        if (alert.getAt().isBefore(dueAt)) {
            return false; // charted ahead of time: it counts from its arrival
        }
        var ofPatient = arrivals.getOrDefault(alert.getPatientId(), new TreeSet<>());
        return ofPatient.subSet(dueAt, true, alert.getAt(), true).isEmpty();
    }

    synchronized int published() {
        return published;
    }

    synchronized int answers() {
        return answers;
    }

    synchronized Map<AlertCode, Map<Priority, Integer>> raised() {
        return new EnumMap<>(raised);
    }

    synchronized long open(Priority priority) {
        return open.values().stream().filter(priority::equals).count();
    }

    synchronized int pages() {
        return pages.size();
    }

    synchronized int accepted() {
        return accepted.size();
    }

    /** Returns how many pages had become needless before they reached anybody. */
    synchronized int suppressed() {
        return (int) pages.keySet().stream()
                .filter(page -> suppressed.contains(page) && !accepted.containsKey(page))
                .count();
    }

    synchronized int failedAttempts() {
        return failedAttempts;
    }

    synchronized int sentTwice() {
        return sentTwice;
    }

    synchronized Map<String, Integer> deadLetters() {
        return new TreeMap<>(deadLetters);
    }
}
