package org.blockwatch.bench.rig;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.blockwatch.bench.feed.HospitalFeed;

/**
 * Rows of the size of Blockwatch's, one for each patient, in a store like its own, with a changelog; and nothing that is done with them.
 * What one costs to read and one to write is what is left to an engine that keeps its state there and has no memory for all of it.
 */
public final class RowLab implements AutoCloseable {
    private static final String STORE = "rows";

    /** What is remembered of a patient with an open block. */
    private static final int REMEMBERED = 360;

    /** A set of vital signs in the history. */
    private static final int STATED = 118;

    private static final int BATCH = 1_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int patients;
    private final Lab<KeyValueStore<String, byte[]>> lab;
    private int stated;

    /** With a row for each of so many patients. */
    public RowLab(int patients) {
        this.patients = patients;
        lab = new Lab<>(
                List.of(Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                        .withCachingDisabled()
                        .withLoggingEnabled(Map.of())),
                context -> context.getStateStore(STORE),
                topology -> {});
        SplittableRandom random = new SplittableRandom(patients);
        for (int from = 0; from < patients; from += BATCH) {
            int first = from;
            lab.run(rows -> {
                for (int n = first; n < Math.min(first + BATCH, patients); n++) {
                    rows.put(HospitalFeed.patientId(n), bytes(random, REMEMBERED));
                }
            });
        }
    }

    /**
     * Reads the row of some patient, and writes another beside it, so many times.
     *
     * @return nanoseconds of the thread's processor time, without the commits
     */
    public long touch(SplittableRandom random, int times) {
        long[] spent = {0};
        for (int done = 0; done < times; done += BATCH) {
            int count = Math.min(BATCH, times - done);
            lab.run(rows -> {
                long begun = THREADS.getCurrentThreadCpuTime();
                for (int n = 0; n < count; n++) {
                    String patient = HospitalFeed.patientId(random.nextInt(patients));
                    if (rows.get(patient) == null) {
                        throw new IllegalStateException("no row of " + patient);
                    }
                    rows.put(patient + "/" + stated++, bytes(random, STATED));
                }
                spent[0] += THREADS.getCurrentThreadCpuTime() - begun;
            });
        }
        return spent[0];
    }

    private static byte[] bytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        lab.close();
    }
}
