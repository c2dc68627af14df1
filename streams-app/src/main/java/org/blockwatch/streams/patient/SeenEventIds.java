package org.blockwatch.streams.patient;

import java.util.Arrays;

/**
 * Which statements of a patient have been seen, by a hash of their identity: says for certain of a new one that it is new, and of a seen
 * one that it may have been. Four bytes a statement; a question costs the logarithm of their number.
 */
final class SeenEventIds {
    private int[] hashes = new int[8]; // sorted as far as they are used
    private int size;

    void add(String eventId) {
        int at = Arrays.binarySearch(hashes, 0, size, eventId.hashCode());
        if (at >= 0) {
            return;
        }
        int place = -at - 1;
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        System.arraycopy(hashes, place, hashes, place + 1, size - place);
        hashes[place] = eventId.hashCode();
        size++;
    }

    /** How many there are, or a few less: two may have one hash. */
    int size() {
        return size;
    }

    /** False only if it has never been added. */
    boolean maybeHas(String eventId) {
        return Arrays.binarySearch(hashes, 0, size, eventId.hashCode()) >= 0;
    }
}
