package org.blockwatch.consumer.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.blockwatch.schemas.Topics;

/** A record that cannot be read, as it goes to the dead letters: key and bytes as received, headers that say why. */
final class DeadLetter {

    private DeadLetter() {}

    static ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> received, String detail, Instant at) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.DEAD_LETTERS.topicName(), received.key(), received.value());
        received.headers().forEach(letter.headers()::add);
        Map.of(
                        "blockwatch.reason", "UNDECODABLE",
                        "blockwatch.detail", detail,
                        "blockwatch.source.topic", received.topic(),
                        "blockwatch.source.partition", Integer.toString(received.partition()),
                        "blockwatch.source.offset", Long.toString(received.offset()),
                        "blockwatch.at", at.toString())
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return letter;
    }
}
