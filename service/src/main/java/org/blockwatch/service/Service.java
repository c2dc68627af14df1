package org.blockwatch.service;

import java.util.concurrent.CompletionStage;

/** A service that runs, in a process of its own or inside another. */
public interface Service extends AutoCloseable {

    /**
     * Completes when the service has ended: normally after {@link #close}, exceptionally if it cannot go on, with the
     * reason.
     */
    CompletionStage<Void> ended();

    /** Stops gracefully: takes no more work, finishes what it has begun, leaves its group. May be called twice. */
    @Override
    void close();
}
