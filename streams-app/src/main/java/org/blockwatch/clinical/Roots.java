package org.blockwatch.clinical;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.blockwatch.event.Movement;
import org.blockwatch.event.Reflex;
import org.blockwatch.event.Region;

/** The roots behind movements and reflexes, upper ones first. */
public record Roots(Map<Movement, List<Region>> movements, Map<Reflex, List<Region>> reflexes) {
    public Roots {
        movements = Map.copyOf(movements);
        for (Movement movement : Movement.values()) {
            Protocol.require(
                    movement == Movement.UNKNOWN || movements.containsKey(movement),
                    "texts.roots.movements lacks " + movement);
        }
        reflexes = Map.copyOf(reflexes);
        for (Reflex reflex : Reflex.values()) {
            Protocol.require(
                    reflex == Reflex.UNKNOWN || reflexes.containsKey(reflex), "texts.roots.reflexes lacks " + reflex);
        }
    }

    /** Returns the roots of a movement. */
    public List<Region> of(Movement movement) {
        return requireNonNull(movements.get(movement));
    }

    /** Returns the roots of a reflex. */
    public List<Region> of(Reflex reflex) {
        return requireNonNull(reflexes.get(reflex));
    }
}
