package org.blockwatch.clinical.news2;

import static java.lang.Integer.MAX_VALUE;
import static java.lang.Integer.MIN_VALUE;

import java.util.List;

/** The bands of the NEWS2 chart. Each scale is total and without overlap: every whole number lies in one band. */
public enum News2Chart {
    /** Breaths per minute. */
    RESPIRATION(upTo(8, 3), band(9, 11, 1), band(12, 20, 0), band(21, 24, 2), from(25, 3)),
    /** SpO2 scale 1, percent. */
    SPO2_SCALE_1(upTo(91, 3), band(92, 93, 2), band(94, 95, 1), from(96, 0)),
    /** SpO2 scale 2 (target 88–92 %) on air, percent. */
    SPO2_SCALE_2_ON_AIR(upTo(83, 3), band(84, 85, 2), band(86, 87, 1), from(88, 0)),
    /** SpO2 scale 2 (target 88–92 %) on oxygen, percent. */
    SPO2_SCALE_2_ON_OXYGEN(
            upTo(83, 3),
            band(84, 85, 2),
            band(86, 87, 1),
            band(88, 92, 0),
            band(93, 94, 1),
            band(95, 96, 2),
            from(97, 3)),
    /** Systolic pressure, mmHg. */
    SYSTOLIC(upTo(90, 3), band(91, 100, 2), band(101, 110, 1), band(111, 219, 0), from(220, 3)),
    /** Beats per minute. */
    PULSE(upTo(40, 3), band(41, 50, 1), band(51, 90, 0), band(91, 110, 1), band(111, 130, 2), from(131, 3)),
    /** Tenths of a degree Celsius. */
    TEMPERATURE(upTo(350, 3), band(351, 360, 1), band(361, 380, 0), band(381, 390, 1), from(391, 2));

    private final List<News2Band> bands;

    News2Chart(News2Band... bands) {
        this.bands = List.of(bands);
    }

    /** Returns the bands, lowest first. */
    public List<News2Band> bands() {
        return bands;
    }

    /** Returns the points of a value. */
    public int points(int value) {
        for (News2Band band : bands) {
            if (band.contains(value)) {
                return band.points();
            }
        }
        throw new IllegalStateException("no band for " + value); // bands are total
    }

    private static News2Band upTo(int to, int points) {
        return new News2Band(MIN_VALUE, to, points);
    }

    private static News2Band band(int from, int to, int points) {
        return new News2Band(from, to, points);
    }

    private static News2Band from(int from, int points) {
        return new News2Band(from, MAX_VALUE, points);
    }
}
