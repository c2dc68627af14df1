package org.blockwatch.consumer.roster;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.meter.Audience;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.service.settings.SettingsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roster of a file, as the file stands: it is read again and again, and what it says is in force within seconds. A
 * file that has become unusable changes nothing: the roster that was in force stays, and the log, a gauge and the health
 * endpoint say so. At each look the coming week is checked for gaps ({@link RosterGapCheck}).
 *
 * <p>The content is compared, not the file's date, since a file that is a link (as Kubernetes mounts them) or is copied
 * with its date changes unseen otherwise.
 */
public final class RosterWatch implements OnCall, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RosterWatch.class);

    private static final Duration LOOK = Duration.ofSeconds(5);

    /** A file counts once it has been read twice with the same content, this far apart. */
    private static final Duration CONFIRM = Duration.ofSeconds(1);

    private static final Measure GAPS = Measure.gauge(
            "blockwatch.roster.gaps",
            "stretches",
            "Stretches of the next 7 days in which a role lacks somebody with two working channels; absent without a roster",
            Audience.ROSTER);

    private static final Measure STALE = Measure.gauge(
            "blockwatch.roster.stale",
            "0 or 1",
            "1 while the roster's file cannot be used and an earlier one is in force; absent without a roster",
            Audience.ROSTER);

    private static final Measure VANISHED = Measure.gauge(
            "blockwatch.roster.roles.vanished",
            "roles",
            "Roles that an earlier roster had and the one in force has not; absent without a roster",
            Audience.ROSTER);

    /** Every measure of this package. */
    public static final List<Measure> MEASURES = List.of(GAPS, VANISHED, STALE);

    private final Path file;
    private final EngineClock clock;
    private final Supplier<Set<String>> channels;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "roster"));
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private volatile Roster inForce;
    private volatile Optional<String> problem = Optional.empty();
    private volatile int gapCount;
    private volatile int vanished;

    // Of the one thread that looks:
    private String content;
    private @Nullable String seen;
    private final Set<String> everInForce = new TreeSet<>();
    private Set<String> told = Set.of();

    /**
     * The roster of this file, which is looked at from {@link #start} on.
     *
     * @param channels those that work at the moment; asked at each look
     * @throws SettingsException if the file holds no sound roster now
     */
    public RosterWatch(Path file, EngineClock clock, Supplier<Set<String>> channels, MeterRegistry metrics) {
        this.file = file;
        this.clock = clock;
        this.channels = channels;
        content = RosterFile.text(file);
        inForce = RosterFile.parse(file.toString(), content);
        everInForce.addAll(inForce.rotas().keySet());
        GAPS.gauge(metrics, () -> gapCount);
        VANISHED.gauge(metrics, () -> vanished);
        STALE.gauge(metrics, () -> problem.isPresent() ? 1 : 0);
    }

    /** Begins to look at the file and at the coming week; returns at once. */
    public RosterWatch start() {
        LOG.info("The roster {} is in force", inForce.summary());
        looks.scheduleWithFixedDelay(this::lookAndConfirm, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    @Override
    public String version() {
        return inForce.version();
    }

    @Override
    public List<Recipient> recipients(OnCallQuery call) {
        asked.addAll(call.roles());
        return inForce.recipients(call);
    }

    /** Returns why the file cannot be used just now, so that an earlier roster is in force; empty: it is. */
    public Optional<String> problem() {
        return problem;
    }

    /** Looks, and once more shortly after if the file has changed. */
    private void lookAndConfirm() {
        String before = seen;
        look();
        if (!Objects.equals(before, seen) && !looks.isShutdown()) {
            looks.schedule(this::look, CONFIRM.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Looks once. A defect must not end the looking. */
    void look() {
        try {
            readAgain();
            lookAhead();
        } catch (RuntimeException e) {
            LOG.error("The roster could not be looked at", e);
        }
    }

    private void readAgain() {
        try {
            String text = RosterFile.text(file);
            if (!text.equals(content) && !text.equals(seen)) {
                seen = text; // it may still be being copied
                return;
            }
            if (!text.equals(content)) {
                replace(RosterFile.parse(file.toString(), text));
                content = text;
            }
            problem = Optional.empty();
        } catch (SettingsException e) {
            Optional<String> reason = Optional.ofNullable(e.getMessage());
            if (!reason.equals(problem)) {
                LOG.warn("{} stays in force. {}", version(), e.getMessage());
            }
            problem = reason;
        }
    }

    /** A file that was cut off may be sound, with fewer roles. */
    private void tellOfVanishedRoles(Roster changed) {
        Set<String> gone = new TreeSet<>(everInForce);
        gone.removeAll(changed.rotas().keySet());
        if (gone.size() > vanished) {
            LOG.error(
                    "The roster {} has no role {} any more, which one before it had. If that is no mistake, restart"
                            + " alert-consumer; if it is, mend the file",
                    changed.summary(),
                    String.join(", ", gone));
        }
        vanished = gone.size();
    }

    private void replace(Roster changed) {
        if (changed.version().equals(version())) {
            LOG.warn(
                    "The roster {} has changed and still calls itself {}, so that the trail cannot tell which of the two"
                            + " a page went by. Count its version up at every change",
                    file,
                    version());
        }
        LOG.info("The roster {} is in force in place of {}", changed.summary(), version());
        inForce = changed;
        tellOfVanishedRoles(changed);
        everInForce.addAll(changed.rotas().keySet());
    }

    private void lookAhead() {
        Roster roster = inForce;
        Set<String> roles = new LinkedHashSet<>(roster.rotas().keySet());
        roles.addAll(asked);
        Instant now = clock.now();
        List<RosterGap> gaps = new RosterGapCheck(roster, channels.get())
                .gaps(roles, new Interval(now, now.plus(RosterGapCheck.AHEAD)));
        gapCount = gaps.stream().mapToInt(gap -> gap.stretches().size()).sum();
        tell(gaps, roster.zone());
    }

    /** Tells what was not told before; not again when only the window has moved on. */
    private void tell(List<RosterGap> gaps, ZoneId zone) {
        gaps.stream()
                .filter(gap -> !told.contains(gap.post() + gap.what()))
                .forEach(gap -> LOG.warn("Gap in the roster: {}", gap.text(zone)));
        told = gaps.stream().map(gap -> gap.post() + gap.what()).collect(toUnmodifiableSet());
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
