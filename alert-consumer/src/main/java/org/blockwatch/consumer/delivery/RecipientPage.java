package org.blockwatch.consumer.delivery;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.PageRequest;

/**
 * One page to one recipient, over whichever of their ways.
 *
 * @param from where the request came from
 * @param rosterVersion the roster by which they were found
 * @param report takes what is to be recorded, as soon as it is known
 * @param reached completes, never exceptionally, when no more is to be done for it
 */
record RecipientPage(
        PageRequest request,
        TopicPartition from,
        Recipient recipient,
        String rosterVersion,
        Consumer<DeliveryReport> report,
        CompletableFuture<RecipientResult> reached) {

    RecipientPage(
            PageRequest request,
            TopicPartition from,
            Recipient recipient,
            String rosterVersion,
            Consumer<DeliveryReport> report) {
        this(request, from, recipient, rosterVersion, report, new CompletableFuture<>());
    }

    List<Recipient.Way> ways() {
        return recipient.ways();
    }
}
