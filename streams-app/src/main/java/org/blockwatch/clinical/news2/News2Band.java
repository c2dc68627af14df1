package org.blockwatch.clinical.news2;

/**
 * Values of a parameter that score alike.
 *
 * @param from least value, inclusive
 * @param to greatest value, inclusive
 * @param points 0 to 3
 */
public record News2Band(int from, int to, int points) {

    boolean contains(int value) {
        return from <= value && value <= to;
    }
}
