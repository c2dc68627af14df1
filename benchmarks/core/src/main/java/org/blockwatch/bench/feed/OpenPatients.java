package org.blockwatch.bench.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blockwatch.cli.ward.Arrival;

/**
 * Patients with an open block and nothing wrong: a block and an examination that finds nothing, so that no alert stands, each with one
 * wake-up three days on. Both lie {@link #AHEAD} of the clock, so that nothing is overdue while they are loaded.
 *
 * @param count how many
 * @param now when loading begins
 */
public record OpenPatients(int count, Instant now) {
    /** Less than the door allows. */
    private static final Duration AHEAD = Duration.ofMinutes(15);

    /** Two statements a patient. */
    public Stream<Arrival> arrivals() {
        Instant blockAt = now.plus(AHEAD);
        return IntStream.range(0, count).boxed().flatMap(n -> {
            String id = HospitalFeed.patientId(n);
            return Stream.of(
                    new Arrival(now, id, Charting.block(id, "block", blockAt)),
                    new Arrival(now, id, Charting.assessment(id, "examined", blockAt.plusSeconds(60), false, false)));
        });
    }
}
