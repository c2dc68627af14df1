package org.blockwatch.followup.invite;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.blockwatch.event.Invitation;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.kafka.RecordSerdes;

/**
 * Writes the invitations of the patients of one partition, each in a transaction of its own. Whoever takes the partition
 * over shuts this writer out first, so that no slot gets two invitations. For one thread.
 */
final class InvitationTopic implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final RecordSerdes serdes;

    /** A writer that shuts out every earlier one of the same name. */
    InvitationTopic(Producer<byte[], byte[]> producer, RecordSerdes serdes) {
        this.producer = producer;
        this.serdes = serdes;
        producer.initTransactions();
    }

    /**
     * Writes what is known of an invitation from now on.
     *
     * @param invitation empty: nothing is left of it
     * @return the offset at which it lies, once it is committed
     * @throws KafkaException if that is not so
     */
    long write(String linkId, Optional<Invitation> invitation) {
        byte[] value =
                invitation.map(known -> serdes.write(Topics.INVITATIONS, known)).orElse(null);
        producer.beginTransaction();
        Future<RecordMetadata> written = producer.send(
                new ProducerRecord<>(Topics.INVITATIONS.topicName(), linkId.getBytes(StandardCharsets.UTF_8), value));
        producer.commitTransaction();
        try {
            return written.get().offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
