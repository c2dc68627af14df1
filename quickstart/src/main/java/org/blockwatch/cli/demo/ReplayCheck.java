package org.blockwatch.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.cli.embedded.TemporaryDirectory;
import org.blockwatch.cli.replay.Replay;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.streams.site.SitePractice;

/**
 * Were the right alerts raised? What arrived is replayed on a virtual clock, without brokers, and what stood open for
 * longer than the live application may lag behind must have stood open there too, at the same priority. So an alert that
 * never came shows, and one that nothing supports.
 */
final class ReplayCheck {

    private record Arrived(Instant at, Arrival arrival) {}

    /** From an instant on until before another; empty where they are the other way round. */
    private record Span(Instant from, Instant until) {

        boolean meets(Span other) {
            return latest(from, other.from).isBefore(earliest(until, other.until));
        }

        private static Instant latest(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }

        private static Instant earliest(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }
    }

    /** A time during which an alert stood open at one priority. */
    private record Spell(String what, Span span) {

        Instant from() {
            return span.from();
        }

        Instant until() {
            return span.until();
        }

        boolean lasts(Duration longerThan) {
            return from().plus(longerThan).isBefore(until());
        }
    }

    private final List<Arrived> arrived = new ArrayList<>();
    private final List<Alert> live = new ArrayList<>();

    /** Takes down an arrival that the brokers have had since {@code at}. */
    synchronized void arrived(Arrival arrival, Instant at) {
        if (!(arrival.value() instanceof AlertResponse)) { // an answer changes no alert
            arrived.add(new Arrived(at, arrival));
        }
    }

    /** Takes down a transition that the live application has told. */
    synchronized void told(Alert alert) {
        live.add(alert);
    }

    /**
     * Compares both.
     *
     * @param until up to here
     * @param lag how far the live application may be behind, engine time
     * @return the differences, a line each
     */
    synchronized List<String> differences(Instant until, Duration lag) {
        var here = spells(live, until);
        var there = spells(replayed(until), until);
        // The live application follows: what stood open in the replay stands open here at the latest after the lag, and
        // what stands open here stood open there at the earliest before the lag. What changed back within the lag may
        // never have been seen here, and timers are on time while a statement is still on its way: what lasts no longer
        // than the lag is no difference.
        var missed = there.stream()
                .filter(spell -> spell.lasts(lag))
                .filter(spell -> gaps(here, spell.what(), until).stream()
                        .map(gap -> new Span(gap.from(), gap.until().minus(lag)))
                        .anyMatch(spell.span()::meets))
                .map(spell -> "should have been open from %s until %s: %s; %s"
                        .formatted(spell.from(), spell.until(), spell.what(), told("it was", here, spell.what())));
        var unfounded = here.stream()
                .filter(spell -> spell.lasts(lag))
                .filter(spell -> gaps(there, spell.what(), until).stream()
                        .map(gap -> new Span(gap.from().plus(lag), gap.until()))
                        .anyMatch(spell.span()::meets))
                .map(spell -> "should not have been open from %s until %s: %s; %s"
                        .formatted(
                                spell.from(),
                                spell.until(),
                                spell.what(),
                                told("the replay has it", there, spell.what())));
        return Stream.concat(missed, unfounded).sorted().toList();
    }

    private static String told(String who, List<Spell> spells, String what) {
        var times = spells.stream()
                .filter(spell -> spell.what().equals(what))
                .map(spell -> "from %s until %s".formatted(spell.from(), spell.until()))
                .collect(Collectors.joining(", "));
        return times.isEmpty() ? who + " never" : who + " " + times;
    }

    /** Returns the times before {@code until} at which no spell of this kind stood open. */
    private static List<Span> gaps(List<Spell> spells, String what, Instant until) {
        var gaps = new ArrayList<Span>();
        var from = Instant.EPOCH;
        for (var spell : spells.stream()
                .filter(spell -> spell.what().equals(what))
                .sorted(Comparator.comparing(Spell::from))
                .toList()) {
            gaps.add(new Span(from, spell.from()));
            from = spell.until().isAfter(from) ? spell.until() : from;
        }
        gaps.add(new Span(from, until));
        return gaps;
    }

    private List<Alert> replayed(Instant until) {
        if (arrived.isEmpty()) {
            return List.of();
        }
        arrived.sort(Comparator.comparing(Arrived::at));
        Path state = TemporaryDirectory.create("blockwatch-replay-check-");
        try (var replay = new Replay(arrived.get(0).at(), SitePractice.shipped(), state)) {
            var alerts = new ArrayList<Alert>();
            for (var each : arrived) {
                if (!each.at().isAfter(until)) {
                    replay.arrives(
                            each.at(),
                            each.arrival().patientId(),
                            each.arrival().value());
                    alerts.addAll(replay.alerts());
                }
            }
            replay.runUntil(until);
            alerts.addAll(replay.alerts());
            return alerts;
        } finally {
            TemporaryDirectory.delete(state);
        }
    }

    private static List<Spell> spells(List<Alert> transitions, Instant until) {
        var spells = new ArrayList<Spell>();
        Map<String, Spell> open = new HashMap<>();
        for (var alert : transitions) {
            if (alert.getPhase() == AlertPhase.UPDATE || alert.getAt().isAfter(until)) {
                continue;
            }
            var before = open.remove(alert.getAlertId());
            if (before != null) {
                spells.add(new Spell(before.what(), new Span(before.from(), alert.getAt())));
            }
            if (alert.getPhase() != AlertPhase.END) {
                var what = "%s/%s (%s)".formatted(alert.getBlockId(), alert.getCode(), alert.getPriority());
                open.put(alert.getAlertId(), new Spell(what, new Span(alert.getAt(), until)));
            }
        }
        spells.addAll(open.values());
        return spells;
    }
}
