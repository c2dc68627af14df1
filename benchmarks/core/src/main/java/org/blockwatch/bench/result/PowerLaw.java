package org.blockwatch.bench.result;

import java.util.Map;

/**
 * How a cost grows with a size, as cost = factor × size<sup>exponent</sup>: 0 is flat, 1 is in proportion.
 *
 * @param exponent slope of the straight line through the logarithms, by least squares
 */
public record PowerLaw(double factor, double exponent) {

    /**
     * The law that fits best.
     *
     * @param costs by size; at least two
     */
    public static PowerLaw fitted(Map<Integer, Double> costs) {
        if (costs.size() < 2) {
            throw new IllegalArgumentException("one point has no slope");
        }
        double meanX = costs.keySet().stream().mapToDouble(Math::log).average().orElseThrow();
        double meanY = costs.values().stream().mapToDouble(Math::log).average().orElseThrow();
        double over = 0;
        double under = 0;
        for (Map.Entry<Integer, Double> point : costs.entrySet()) {
            double x = Math.log(point.getKey()) - meanX;
            over += x * (Math.log(point.getValue()) - meanY);
            under += x * x;
        }
        double exponent = over / under;
        return new PowerLaw(Math.exp(meanY - exponent * meanX), exponent);
    }
}
