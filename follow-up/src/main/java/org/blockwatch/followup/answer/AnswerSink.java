package org.blockwatch.followup.answer;

import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** Where records of answers go. */
public interface AnswerSink {

    /** Returns what completes once all replicas have the record, exceptionally if that is not known in time. */
    CompletableFuture<Void> write(SpecificRecord record);

    /** Takes no more. */
    void close();
}
