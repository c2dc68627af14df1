package org.blockwatch.consumer.channel;

import java.util.Optional;
import org.blockwatch.event.PageOutcome;

/** Knows at any moment whether what is about to leave is still needed. Asked by any thread; never blocks. */
@FunctionalInterface
public interface Fence {

    /** Of what is always needed. */
    Fence OPEN = Optional::empty;

    /** Returns why nothing is to leave any more, if so. */
    Optional<PageOutcome> whyNot();
}
