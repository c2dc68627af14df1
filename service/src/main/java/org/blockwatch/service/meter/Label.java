package org.blockwatch.service.meter;

import java.util.List;

/**
 * A label of a measure. Its values are a closed list, or one that configuration bounds: never a patient, a bed or a person.
 *
 * @param values every value; empty where configuration says which
 * @param said what the values are, for people
 */
public record Label(String name, List<String> values, String said) {

    public Label {
        values = List.copyOf(values);
    }

    /** Returns whether every value is known beforehand. */
    public boolean isClosed() {
        return !values.isEmpty();
    }
}
