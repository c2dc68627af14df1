package org.blockwatch.bench.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.VitalSigns;

/**
 * What a hospital's bus carries in {@link #SPAN}, in order of arrival. First every patient is given a block, so that each is watched; then
 * 80 % vital signs, 18 % assessments (a tenth of them with a
 * finding), 1 % blocks, 1 % care events; 5 % of it late, by 10 to 90 minutes; 1 % revisions of what was sent before. The same arguments
 * give the same statements.
 *
 * @param patients drawn from, all alike
 * @param records how many statements, the first blocks among them; more than patients
 * @param end the last arrival
 */
public record HospitalFeed(int patients, int records, long seed, Instant end) {
    private static final Duration SPAN = Duration.ofHours(3);
    private static final int REVISABLE = 4_096; // the latest so many may be revised

    /** Draws the statements again. */
    public Stream<Arrival> arrivals() {
        Iterator<Arrival> drawn = new Drawing();
        return IntStream.range(0, records).mapToObj(i -> drawn.next());
    }

    /** The n-th patient's id. */
    public static String patientId(int n) {
        return String.format(Locale.ROOT, "p%07d", n);
    }

    private final class Drawing implements Iterator<Arrival> {
        private final SplittableRandom random = new SplittableRandom(seed);
        private final Arrival[] revisable = new Arrival[REVISABLE];
        private int drawn;

        @Override
        public boolean hasNext() {
            return drawn < records;
        }

        @Override
        public Arrival next() {
            Instant at = end.minus(SPAN).plusMillis(SPAN.toMillis() * (drawn + 1) / records);
            boolean revises = drawn >= Math.max(patients, REVISABLE) && random.nextInt(100) < 1;
            int slot = revises ? random.nextInt(REVISABLE) : drawn % REVISABLE;
            Arrival next = revises ? revised(revisable[slot], at) : fresh(at);
            revisable[slot] = next;
            drawn++;
            return next;
        }

        private Arrival fresh(Instant at) {
            if (drawn < patients) {
                String first = patientId(drawn);
                return new Arrival(at, first, Charting.block(first, "e" + drawn, at));
            }
            boolean late = random.nextInt(100) < 5;
            Instant occurredAt = late ? at.minusSeconds(random.nextInt(600, 5_400)) : at;
            String patientId = patientId(random.nextInt(patients));
            String eventId = "e" + drawn;
            int kind = random.nextInt(100);
            SpecificRecord statement;
            if (kind < 80) {
                statement = Charting.vitals(patientId, eventId, occurredAt, random);
            } else if (kind < 98) {
                int finding = random.nextInt(20);
                statement = Charting.assessment(patientId, eventId, occurredAt, finding == 0, finding <= 1);
            } else if (kind < 99) {
                statement = Charting.block(patientId, eventId, occurredAt);
            } else {
                statement = Charting.care(patientId, eventId, occurredAt, random);
            }
            return new Arrival(at, patientId, statement);
        }

        private Arrival revised(Arrival before, Instant at) {
            SpecificRecord after = SpecificData.get().deepCopy(before.value().getSchema(), before.value());
            set(after, "revision", (int) get(after, "revision") + 1);
            set(after, "status", StatementStatus.AMENDED);
            set(after, "recordedAt", at);
            if (after instanceof VitalSigns vitals) {
                vitals.setHeartRate(random.nextInt(60, 88));
            }
            return new Arrival(at, before.patientId(), after);
        }

        private static Object get(SpecificRecord statement, String field) {
            return statement.get(statement.getSchema().getField(field).pos());
        }

        private static void set(SpecificRecord statement, String field, Object value) {
            statement.put(statement.getSchema().getField(field).pos(), value);
        }
    }
}
