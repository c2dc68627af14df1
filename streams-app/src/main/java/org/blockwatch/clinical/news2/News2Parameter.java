package org.blockwatch.clinical.news2;

/** The parameters of the score, in the order of the chart. */
public enum News2Parameter {
    RESPIRATION,
    SPO2,
    OXYGEN,
    SYSTOLIC,
    PULSE,
    CONSCIOUSNESS,
    TEMPERATURE
}
