package org.blockwatch.streams.intake;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brokers where the past of partitions ends, without waiting for the answer. Belongs to one consumer's thread; the answers come
 * on the admin client's.
 */
final class EndOffsets {
    /** As the consumer reads: up to the first open transaction. */
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private final Admin admin;
    private final BacklogTracker backlogs;
    private @Nullable KafkaFuture<?> asking;

    EndOffsets(Admin admin, BacklogTracker backlogs) {
        this.admin = admin;
        this.backlogs = backlogs;
    }

    /** Asks for those of {@code partitions} whose end is not known, unless an answer is under way. To be repeated: it may fail. */
    void ask(Set<TopicPartition> partitions) {
        Set<TopicPartition> endless = backlogs.endless(partitions);
        if (endless.isEmpty() || asking != null && !asking.isDone()) {
            return;
        }
        asking = admin.listOffsets(
                        endless.stream().collect(Collectors.toMap(Function.identity(), latest -> OffsetSpec.latest())),
                        COMMITTED)
                .all()
                .whenComplete((ends, failure) -> {
                    if (failure == null) {
                        ends.forEach((partition, end) -> backlogs.endsAt(partition, end.offset()));
                    }
                });
    }
}
