package org.blockwatch.cli.deadletters;

import java.util.Comparator;

/**
 * Where a letter lies on the topic of dead letters, which is what people call it by.
 *
 * @param partition of the topic
 * @param offset in the partition
 */
public record LetterId(int partition, long offset) implements Comparable<LetterId> {

    private static final Comparator<LetterId> ORDER =
            Comparator.comparingInt(LetterId::partition).thenComparingLong(LetterId::offset);

    /**
     * Reads what {@link #toString} writes: {@code 2-1507}.
     *
     * @throws IllegalArgumentException if it is no such name
     */
    public static LetterId parse(String text) {
        var parts = text.split("-", -1);
        try {
            if (parts.length == 2) {
                return new LetterId(Integer.parseUnsignedInt(parts[0]), Long.parseUnsignedLong(parts[1]));
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "'%s' is no letter; write <partition>-<offset>, as list shows".formatted(text));
    }

    @Override
    public int compareTo(LetterId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
