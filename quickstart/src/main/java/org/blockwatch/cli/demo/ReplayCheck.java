package org.blockwatch.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** A time during which an alert stood open at one priority. */
    private record Spell(String what, Instant from, Instant until) {

        boolean covers(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(until);
        }

        boolean lasts(Duration longerThan) {
            return from.plus(longerThan).isBefore(until);
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
        // The live application follows, so where a spell began there it has begun here after the lag, and where one
        // ended here it had not ended there before the lag.
        var missed = there.stream()
                .filter(spell -> spell.lasts(lag))
                .filter(spell -> !open(here, spell.what(), spell.from().plus(lag))
                        || !open(here, spell.what(), spell.until().minusMillis(1)))
                .map(spell -> "should have been open from %s: %s".formatted(spell.from(), spell.what()));
        var unfounded = here.stream()
                .filter(spell -> spell.lasts(lag))
                .filter(spell -> !open(there, spell.what(), spell.from())
                        || !open(there, spell.what(), spell.until().minus(lag)))
                .map(spell -> "should not have been open until %s: %s".formatted(spell.until(), spell.what()));
        return Stream.concat(missed, unfounded).sorted().toList();
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
                spells.add(new Spell(before.what(), before.from(), alert.getAt()));
            }
            if (alert.getPhase() != AlertPhase.END) {
                var what = "%s/%s (%s)".formatted(alert.getBlockId(), alert.getCode(), alert.getPriority());
                open.put(alert.getAlertId(), new Spell(what, alert.getAt(), until));
            }
        }
        spells.addAll(open.values());
        return spells;
    }

    private static boolean open(List<Spell> spells, String what, Instant at) {
        return spells.stream().anyMatch(spell -> spell.what().equals(what) && spell.covers(at));
    }
}
