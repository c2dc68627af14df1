package org.blockwatch.cli.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Estimates which share has not met an event by a time, where some were last seen before it (Kaplan and Meier 1958), with
 * Greenwood's variance and limits on the scale of log(−log S), as SAS and R give them.
 *
 * @param observations all of them
 * @param steps where the curve falls, in order of time
 */
public record SurvivalCurve(List<Observation> observations, List<Step> steps) {

    private static final double QUANTILE = new NormalDistribution().inverseCumulativeProbability(0.975);

    /**
     * What is known of one.
     *
     * @param time of the event, or until when there was none
     * @param event whether it was met
     */
    public record Observation(Duration time, boolean event) {}

    /**
     * A fall of the curve.
     *
     * @param atRisk how many were seen until then without the event
     * @param remaining the share without the event after it, 0 to 1
     */
    public record Step(Duration at, int atRisk, int events, double remaining, Spread spread) {}

    /**
     * How sure a share is.
     *
     * @param standardError Greenwood's
     * @param low lower limit of the 95 % interval
     * @param high upper limit of it
     */
    public record Spread(double standardError, double low, double high) {}

    public SurvivalCurve {
        observations = List.copyOf(observations);
        steps = List.copyOf(steps);
    }

    /** Estimates the curve; with nothing observed it has no step. Of events and losses at one time the events come first. */
    public static SurvivalCurve of(Collection<Observation> observations) {
        var events = new TreeMap<Duration, Integer>();
        observations.stream().filter(Observation::event).forEach(one -> events.merge(one.time(), 1, Integer::sum));
        var steps = new ArrayList<Step>();
        var remaining = 1.0;
        var greenwood = 0.0;
        for (var event : events.entrySet()) {
            var atRisk = atRisk(observations, event.getKey());
            int met = event.getValue();
            remaining *= 1 - (double) met / atRisk;
            greenwood += (double) met / ((double) atRisk * (atRisk - met));
            steps.add(step(event.getKey(), atRisk, met, remaining, greenwood));
        }
        return new SurvivalCurve(List.copyOf(observations), steps);
    }

    private static Step step(Duration at, int atRisk, int events, double remaining, double greenwood) {
        if (remaining <= 0) { // all have met it: there is no variance
            return new Step(at, atRisk, events, 0, new Spread(0, 0, 0));
        }
        var error = Math.sqrt(greenwood);
        var width = QUANTILE * error / Math.log(remaining);
        var low = Math.pow(remaining, Math.exp(-width));
        var high = Math.pow(remaining, Math.exp(width));
        return new Step(at, atRisk, events, remaining, new Spread(remaining * error, low, high));
    }

    /** Returns how many were seen until this time, or longer, without the event before it. */
    public int atRisk(Duration at) {
        return atRisk(observations, at);
    }

    private static int atRisk(Collection<Observation> observations, Duration at) {
        return (int) observations.stream()
                .filter(one -> one.time().compareTo(at) >= 0)
                .count();
    }

    /** Returns how many have met the event. */
    public int events() {
        return (int) observations.stream().filter(Observation::event).count();
    }

    /** Returns the share without the event at a time. */
    public double remaining(Duration at) {
        var share = 1.0;
        for (var step : steps) {
            if (step.at().compareTo(at) > 0) {
                break;
            }
            share = step.remaining();
        }
        return share;
    }

    /** Returns by when half have met the event; empty if fewer have. */
    public Optional<Duration> median() {
        return steps.stream()
                .filter(step -> step.remaining() <= 0.5)
                .map(Step::at)
                .findFirst();
    }
}
