package org.blockwatch.gateway.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.gateway.map.ContractField;
import org.blockwatch.gateway.map.Meaning;
import org.blockwatch.gateway.map.Unit;

/**
 * What an observation says in the contract's words.
 *
 * @param value a text of the contract, a {@link BigDecimal} in the contract's unit, or an {@link Instant}
 */
record Reading(ContractField field, Map<String, String> coordinates, Object value) {

    /** Thrown when a value does not say what its code means; the message completes "OBX (segment 4): ". */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    static Reading of(Observed observed, Meaning meaning) throws UnreadableException {
        return new Reading(meaning.field(), meaning.coordinates(), value(observed, meaning));
    }

    private static Object value(Observed observed, Meaning meaning) throws UnreadableException {
        Observed.Value value = observed.value();
        String word = meaning.field().word();
        Optional<String> chosen = value.words().stream()
                .map(String::strip)
                .filter(meaning.values()::containsKey)
                .map(meaning.values()::get)
                .findFirst();
        return switch (meaning.field().kind()) {
            case CHOICE ->
                chosen.orElseThrow(() -> new UnreadableException(
                        "\"" + value.text() + "\" is no value of " + word + " in the map: add it under values"));
            case NUMBER -> number(value, meaning);
            case NUMBER_OR_CHOICE -> chosen.isPresent() ? chosen.get() : number(value, meaning);
            case TIME -> {
                if (value.time() == null) {
                    throw new UnreadableException(
                            "\"" + value.text() + "\" is no time to the minute, which " + word + " needs");
                }
                yield value.time();
            }
            case TEXT -> {
                if (value.text().isBlank()) {
                    throw new UnreadableException("it is empty");
                }
                yield value.text().strip();
            }
        };
    }

    @SuppressWarnings("UnusedException") // the text is told, and that it is no number
    private static BigDecimal number(Observed.Value value, Meaning meaning) throws UnreadableException {
        String word = meaning.field().word();
        if (!value.problem().isEmpty()) {
            throw new UnreadableException(value.problem());
        }
        Unit unit = value.units().stream()
                .filter(meaning.units()::containsKey)
                .map(meaning.units()::get)
                .findFirst()
                .orElseThrow(() ->
                        new UnreadableException((value.units().stream().allMatch(String::isEmpty)
                                        ? "it has no unit"
                                        : "\""
                                                + String.join(
                                                        " / ",
                                                        value.units().stream()
                                                                .filter(one -> !one.isEmpty())
                                                                .sorted()
                                                                .toList())
                                                + "\" is no unit")
                                + " of " + word + " in the map: add it under units"));
        try {
            BigDecimal read = new BigDecimal(value.text().strip());
            if (read.precision() > 18 || Math.abs(read.scale()) > 18) {
                throw new NumberFormatException("long");
            }
            return unit.converted(read);
        } catch (NumberFormatException e) {
            throw new UnreadableException("\"" + value.text() + "\" is no number");
        }
    }

    /** Returns the number as a whole one, half up. */
    int whole() {
        return ((BigDecimal) value).setScale(0, RoundingMode.HALF_UP).intValue();
    }

    /** Returns the number. */
    double real() {
        return ((BigDecimal) value).doubleValue();
    }

    /** Returns the text. */
    String word() {
        return value.toString();
    }
}
