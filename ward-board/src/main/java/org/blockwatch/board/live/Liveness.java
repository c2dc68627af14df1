package org.blockwatch.board.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.blockwatch.board.ward.Ward;
import org.blockwatch.board.ward.Ward.Heard;
import org.blockwatch.event.FeedKind;
import org.blockwatch.event.FeedState;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether what screens show is alive: whether the reader is at the end of the topics, whether an engine judges every partition, and
 * whether feeds are silent. Ages are measured by this process's monotonic clock from when rows came, never by the clocks in them.
 */
public final class Liveness {

    /** An instance writes every five seconds: two rows may be lost. */
    private static final long MISSED_NANOS = Duration.ofSeconds(11).toNanos();

    /** By the wall: how far behind its own clock an engine may have judged. */
    private static final Duration BEHIND = Duration.ofSeconds(10);

    private final Ward ward;
    private final Supplier<Optional<String>> busProblem;
    private final EngineClock clock;
    private final LongSupplier nanos;
    private final long begun;
    private final Map<String, Instant> badSince = new TreeMap<>();

    /** @param busProblem why the reader may not be at the end, if so */
    public Liveness(Ward ward, Supplier<Optional<String>> busProblem, EngineClock clock, LongSupplier nanos) {
        this.ward = ward;
        this.busProblem = busProblem;
        this.clock = clock;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    /** Looks at everything, and returns the lamps in order: bus, engine, feeds. */
    public synchronized List<Lamp> lamps() {
        Map<String, Heard> feeds = ward.feeds();
        return List.of(
                lamp("bus", busProblem.get().orElse(null)),
                lamp("engine", engineProblem(feeds)),
                lamp("feed", feedProblem(feeds)));
    }

    private Lamp lamp(String id, @Nullable String problem) {
        if (problem == null) {
            badSince.remove(id);
            return new Lamp(id, null, "");
        }
        return new Lamp(id, badSince.computeIfAbsent(id, first -> clock.now()), problem);
    }

    private @Nullable String engineProblem(Map<String, Heard> feeds) {
        long now = nanos.getAsLong();
        Set<Integer> judged = new TreeSet<>();
        int most = -1;
        String why = null;
        for (Heard heard : feeds.values()) {
            FeedState row = heard.row();
            if (row.getKind() == FeedKind.ENGINE) {
                most = Math.max(
                        most,
                        row.getPartitions().stream().mapToInt(one -> one).max().orElse(-1));
                boolean speaks = now - heard.nanos() < MISSED_NANOS;
                String behind = behind(row);
                if (speaks && behind == null) {
                    judged.addAll(row.getPartitions());
                } else if (!speaks) {
                    why = row.getSource() + " says nothing";
                } else {
                    why = row.getSource() + ": " + behind;
                }
            }
        }
        if (most < 0) {
            return now - begun < MISSED_NANOS ? null : why == null ? "no engine has said anything" : why;
        }
        for (int partition = 0; partition <= most; partition++) {
            if (!judged.contains(partition)) {
                return why == null ? "nobody judges a part of the patients" : why;
            }
        }
        return null;
    }

    private @Nullable String behind(FeedState row) {
        if (row.getNote() != null) {
            return row.getNote();
        }
        Instant watermark = row.getWatermark();
        return watermark != null
                        && clock.wall(Duration.between(watermark, row.getAt())).compareTo(BEHIND) > 0
                ? "judges late"
                : null;
    }

    private @Nullable String feedProblem(Map<String, Heard> feeds) {
        List<String> silent = new ArrayList<>();
        Instant now = clock.now();
        for (Heard heard : feeds.values()) {
            FeedState row = heard.row();
            if (row.getKind() != FeedKind.ENGINE && isSilent(row, now)) {
                silent.add(row.getSource());
            }
        }
        return silent.isEmpty() ? null : "nothing comes from " + String.join(", ", silent);
    }

    /** Returns whether a feed has been silent for longer than it may; also where nobody writes its row any more. */
    public static boolean isSilent(FeedState row, Instant now) {
        Long limit = row.getLimit();
        Instant last = row.getLastArrivalAt();
        return row.getSilentSince() != null || (limit != null && last != null && now.isAfter(last.plusMillis(limit)));
    }
}
