package org.blockwatch.streams;

/**
 * How large a topology is.
 *
 * @param partitions partition count of every keyed topic
 * @param patientsAtHand how many patients each task keeps as objects beside its stores
 */
public record TopologySize(int partitions, int patientsAtHand) {}
