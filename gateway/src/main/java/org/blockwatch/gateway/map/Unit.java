package org.blockwatch.gateway.map;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.UnaryOperator;

/** How a number in the source's unit becomes one in the contract's. */
public enum Unit {
    /** It is in the contract's unit. */
    AS_IS("as-is", value -> value),
    /** Degrees Fahrenheit, to Celsius. */
    FAHRENHEIT(
            "fahrenheit",
            value -> value.subtract(BigDecimal.valueOf(32))
                    .multiply(BigDecimal.valueOf(5))
                    .divide(BigDecimal.valueOf(9), 4, RoundingMode.HALF_UP)),
    /** Kelvin, to Celsius. */
    KELVIN("kelvin", value -> value.subtract(new BigDecimal("273.15"))),
    /** Kilopascal, to millimetres of mercury. */
    KILOPASCAL("kilopascal", value -> value.multiply(new BigDecimal("7.50061683"), MathContext.DECIMAL64)),
    /** A fraction of one, to percent. */
    FRACTION("fraction", value -> value.movePointRight(2)),
    /** A flow of oxygen: whether there is any. */
    FLOW("flow", value -> BigDecimal.valueOf(value.signum() > 0 ? 1 : 0)),
    /** Percent of oxygen in what is breathed: whether it is more than air has. */
    INSPIRED_PERCENT(
            "inspired-percent", value -> BigDecimal.valueOf(value.compareTo(BigDecimal.valueOf(21)) > 0 ? 1 : 0)),
    /** The same as a fraction of one. */
    INSPIRED_FRACTION(
            "inspired-fraction", value -> BigDecimal.valueOf(value.compareTo(new BigDecimal("0.21")) > 0 ? 1 : 0));

    private final String word;
    private final UnaryOperator<BigDecimal> conversion;

    Unit(String word, UnaryOperator<BigDecimal> conversion) {
        this.word = word;
        this.conversion = conversion;
    }

    /** Returns it as a map writes it. */
    public String word() {
        return word;
    }

    /** Returns the number in the contract's unit. */
    public BigDecimal converted(BigDecimal value) {
        return conversion.apply(value);
    }
}
