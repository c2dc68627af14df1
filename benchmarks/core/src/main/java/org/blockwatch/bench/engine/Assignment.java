package org.blockwatch.bench.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is to do, as handed to its process.
 *
 * @param engine the class name of the {@link MeasuredEngine}
 * @param group the consumer group whose committed offsets tell how far it is; new for a fresh start
 * @param stateDir a folder for its state
 * @param partitions of every topic
 * @param standbys copies of the state that other instances of the group keep warm
 * @param clockAt where the engine's clock stands, in milliseconds since the epoch, so that two engines judge at one instant; null: it runs
 *     with the wall
 * @param judgeAtOnce whether statements that lay in the topics before the start are judged as they come, as in steady state; otherwise each
 *     patient is judged once when the past is known
 */
public record Assignment(
        String engine,
        String bootstrapServers,
        String registryUrl,
        String group,
        String stateDir,
        int partitions,
        int standbys,
        @Nullable Long clockAt,
        boolean judgeAtOnce) {

    /** How often what was done becomes durable and visible, for every engine that commits by the clock: Blockwatch's own setting. */
    public static final String COMMIT_MS = "100";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As one argument of a command line. */
    public String written() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From that argument. */
    public static Assignment read(String written) {
        try {
            return JSON.readValue(written, Assignment.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no assignment: " + written, e);
        }
    }

    /** The engine's clock. */
    public EngineClock clock() {
        return clockAt == null ? EngineClock.system() : EngineClock.virtual(Instant.ofEpochMilli(clockAt));
    }
}
