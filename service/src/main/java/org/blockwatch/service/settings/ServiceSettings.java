package org.blockwatch.service.settings;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.blockwatch.service.log.LogFormat;

/**
 * The settings that every service has. A service extends this with its own and hands the type to
 * {@link Settings#load}; a key is the name in the annotation.
 */
public interface ServiceSettings extends HttpSettings {

    /** Kafka brokers, {@code host:port,host:port}. */
    @WithName("bootstrap.servers")
    String bootstrapServers();

    /** Address of the Confluent-compatible schema registry; several may be separated by commas. */
    @WithName("schema.registry.url")
    String schemaRegistryUrl();

    /** Returns how log lines are written. */
    @WithName("log.format")
    @WithDefault("text")
    @WithConverter(Checked.Format.class)
    LogFormat logFormat();

    /** Least level of Blockwatch's own log lines; libraries stay at WARN. */
    @WithName("log.level")
    @WithDefault("info")
    @WithConverter(Checked.Level.class)
    org.slf4j.event.Level logLevel();

    /**
     * What patients are named by in log lines is a hash under this key, the same in all processes and kept:
     * then one name is one patient everywhere. Unset: a key that each process makes up and forgets.
     */
    @WithName("log.id.secret")
    @WithConverter(Checked.Token.class)
    Optional<String> logIdSecret();

    /** Returns how long stopping may take before the process ends anyway, ISO-8601, e.g. PT25S. */
    @WithName("stop.within")
    @WithDefault("PT25S")
    @WithConverter(Checked.Period.class)
    Duration stopWithin();

    /** Returns how much faster than the wall the engine's clock runs: 1 in a hospital, more in a demonstration. */
    @WithName("clock.speed")
    @WithDefault("1")
    @WithConverter(Checked.Speed.class)
    double clockSpeed();

    /** Returns the instant at which a clock with another speed than 1 agrees with the wall. */
    @WithName("clock.origin")
    @WithConverter(Checked.OffsetInstant.class)
    Optional<Instant> clockOrigin();
}
