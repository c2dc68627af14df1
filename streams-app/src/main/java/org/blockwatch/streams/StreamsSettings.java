package org.blockwatch.streams;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.blockwatch.service.settings.Checked;
import org.blockwatch.service.settings.ServiceSettings;
import org.blockwatch.service.settings.SettingsException;
import org.blockwatch.streams.detection.Feeds;
import org.blockwatch.streams.detection.Feeds.Limit;
import org.eclipse.microprofile.config.spi.Converter;

/** The settings of the streams application; those of every service are in {@link ServiceSettings}. */
public interface StreamsSettings extends ServiceSettings {

    @Override
    @WithName("http.port")
    @WithDefault("7071")
    @WithConverter(Checked.Port.class)
    int httpPort();

    /** Name of the application: its group, and the prefix of its changelogs. */
    @WithName("application.id")
    @WithDefault("blockwatch")
    String applicationId();

    /** Directory of the state stores. It may be lost: the changelogs have all of it. */
    @WithName("state.dir")
    @WithDefault("state")
    Path stateDir();

    /** Partition count of every keyed topic. Never changed once there are patients. */
    @WithName("partitions")
    @WithDefault("6")
    @WithConverter(Checked.Count.class)
    int partitions();

    /** Copies of every partition of the topics that the application creates, its changelogs included. */
    @WithName("replication.factor")
    @WithDefault("3")
    @WithConverter(Checked.Count.class)
    int replicationFactor();

    /** Stream threads. */
    @WithName("num.stream.threads")
    @WithDefault("1")
    @WithConverter(Checked.Count.class)
    int threads();

    /** Copies of the state that other instances keep warm, so that one that fails is replaced without a rebuild. */
    @WithName("num.standby.replicas")
    @WithDefault("0")
    int standbyReplicas();

    /** Name of this instance in the group, so that a quick restart gets its partitions back at once. */
    @WithName("group.instance.id")
    Optional<String> groupInstanceId();

    /** The site's own protocol, YAML; without it the one that comes with the application. */
    @WithName("protocol.file")
    Optional<Path> protocolFile();

    /** The site's own escalation policy, YAML; without it the one that comes with the application. */
    @WithName("policy.file")
    Optional<Path> policyFile();

    /**
     * Patients kept as objects beside the stores by an instance that has all partitions; each partition has its share. A patient who is
     * not at hand costs several times as much a statement. Without it as many as a third of the heap holds.
     */
    @WithName("patients.at.hand")
    Optional<@WithConverter(Checked.Count.class) Integer> patientsAtHand();

    /** How often timers are looked at, by the wall. With nothing due a look takes some microseconds a partition. */
    @WithName("tick")
    @WithDefault("PT0.1S")
    @WithConverter(Checked.Period.class)
    Duration tick();

    /** How long timers wait, after a start, for what lies in the topics to be read. */
    @WithName("drain.patience")
    @WithDefault("PT60S")
    @WithConverter(Checked.Period.class)
    Duration drainPatience();

    /**
     * How long each topic of statements may be silent before somebody is told, as vitals=PT12H,assessments=PT24H; the others keep their
     * defaults.
     */
    @WithName("feed.limits")
    Optional<List<@WithConverter(FeedLimit.class) Limit>> feedLimits();

    /** Sending systems whose silence is shown too, by what statements call them (source), as MONITORS=PT1H,EPR=PT6H. */
    @WithName("feed.sources")
    Optional<List<@WithConverter(FeedLimit.class) Limit>> feedSources();

    /**
     * The feeds whose silence is shown.
     *
     * @throws SettingsException if a limit is for something that is no feed
     */
    default Feeds feeds() {
        try {
            return Feeds.of(feedLimits().orElse(List.of()), feedSources().orElse(List.of()));
        } catch (IllegalArgumentException e) {
            throw new SettingsException("feed.limits: " + e.getMessage());
        }
    }

    /** A feed and its limit. */
    final class FeedLimit implements Converter<Limit> {
        @Override
        public Limit convert(String value) {
            return Limit.parse(value);
        }
    }
}
