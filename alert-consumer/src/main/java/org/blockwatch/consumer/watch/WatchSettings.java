package org.blockwatch.consumer.watch;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.blockwatch.consumer.channel.http.WebAddress;
import org.blockwatch.service.settings.Checked;
import org.blockwatch.service.settings.SettingsException;
import org.eclipse.microprofile.config.spi.Converter;

/** How alert-consumer watches itself and everything before it. All times are by the wall clock. */
public interface WatchSettings {

    /** Returns how often a synthetic patient goes the whole way, at least every second; {@code off}: never. */
    @WithName("canary.every")
    @WithDefault("PT1M")
    @WithConverter(PeriodOrOff.class)
    Duration canaryEvery();

    /** Returns how long the page of a synthetic patient may take; less than {@code canary.every}. */
    @WithName("canary.within")
    @WithDefault("PT30S")
    @WithConverter(Checked.Period.class)
    Duration canaryWithin();

    /** Returns how often the auditor looks whether every promise of paging is kept. */
    @WithName("audit.every")
    @WithDefault("PT15S")
    @WithConverter(Checked.Period.class)
    Duration auditEvery();

    /** Returns how late a ladder, or the record of an answer or of a page's end, may be before it counts as lost. */
    @WithName("audit.grace")
    @WithDefault("PT2M")
    @WithConverter(Checked.Period.class)
    Duration auditGrace();

    /**
     * Returns where a GET says that all is well: a dead-man switch that raises the alarm when it hears nothing any
     * more.
     */
    @WithName("deadman.url")
    @WithConverter(WebAddress.Reader.class)
    Optional<WebAddress> deadmanUrl();

    /** Returns how often the dead-man switch hears so. */
    @WithName("deadman.every")
    @WithDefault("PT1M")
    @WithConverter(Checked.Period.class)
    Duration deadmanEvery();

    /** Returns whether synthetic patients are charted. */
    default boolean canaryIsOn() {
        return !canaryEvery().isZero();
    }

    /**
     * Checks what one setting alone does not show.
     *
     * @throws SettingsException if they do not go together
     */
    default void checkWatch() {
        if (canaryIsOn() && canaryWithin().compareTo(canaryEvery()) >= 0) {
            throw new SettingsException(
                    "canary.within = %s must be less than canary.every = %s: one canary is over before"
                                    .formatted(canaryWithin(), canaryEvery())
                            + " the next begins.");
        }
        if (deadmanUrl().isPresent() && !canaryIsOn()) {
            throw new SettingsException(
                    "deadman.url is set, and canary.every = off: nobody would have looked whether a page"
                            + " comes through. Leave one of them out.");
        }
    }

    /** A length of time of at least a second, or {@code off}, which is read as zero. */
    final class PeriodOrOff implements Converter<Duration> {
        @Override
        public Duration convert(String value) {
            if (value.strip().equalsIgnoreCase("off")) {
                return Duration.ZERO;
            }
            try {
                Duration period = Duration.parse(value.strip());
                if (period.compareTo(Duration.ofSeconds(1)) >= 0) {
                    return period;
                }
            } catch (DateTimeException e) {
                // told below, with the lengths out of range
            }
            throw new IllegalArgumentException(
                    "is no length of time of a second or more: give ISO-8601, such as PT1M, or off");
        }
    }
}
