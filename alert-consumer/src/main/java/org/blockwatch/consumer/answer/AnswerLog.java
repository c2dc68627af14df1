package org.blockwatch.consumer.answer;

import java.util.concurrent.CompletableFuture;
import org.blockwatch.event.AlertResponse;

/** Where answers are kept for good: the topic that the ladders read. */
public interface AnswerLog extends AutoCloseable {

    /**
     * Puts an answer on the log. May block for as long as the log may take.
     *
     * @return completes once all replicas have it, exceptionally if that is not known within the time limit: then it may
     *     be there or not
     */
    CompletableFuture<Void> append(AlertResponse answer);

    @Override
    void close();
}
