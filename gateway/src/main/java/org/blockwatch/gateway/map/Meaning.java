package org.blockwatch.gateway.map;

import java.util.Map;

/**
 * What a code means.
 *
 * @param coordinates side, movement, region, modality or reflex, where the field has them
 * @param units the source's units, by what makes of them the contract's
 * @param values the source's values, by the contract's
 * @param rank which of several codes for one field is the better one: the lower
 */
public record Meaning(
        ContractField field,
        Map<String, String> coordinates,
        Map<String, Unit> units,
        Map<String, String> values,
        int rank) {

    public Meaning {
        coordinates = Map.copyOf(coordinates);
        units = Map.copyOf(units);
        values = Map.copyOf(values);
    }
}
