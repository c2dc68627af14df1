package org.blockwatch.board.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the lamps that say whether what a screen shows is alive.
 *
 * @param id {@code bus}, {@code engine}, or {@code feed}
 * @param since since when it is bad, engine time; null: it is good
 * @param text what is wrong, for people; empty while nothing is
 */
public record Lamp(String id, @Nullable Instant since, String text) {

    /** Returns whether what it stands for is alive. */
    public boolean good() {
        return since == null;
    }
}
