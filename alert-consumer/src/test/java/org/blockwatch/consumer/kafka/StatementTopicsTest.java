package org.blockwatch.consumer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.schemas.registry.RegistryUnavailableException;
import org.junit.jupiter.api.Test;

class StatementTopicsTest {

    /** What takes a synthetic patient back is published while the application stops, maybe because all is down. */
    @Test
    void shouldSayInTheFutureAndNotThrowThatThereIsNoRegistry() {
        Map<String, String> nobody =
                Map.of("bootstrap.servers", "127.0.0.1:1", "schema.registry.url", "http://127.0.0.1:1");
        BlockPerformed retraction = BlockPerformed.newBuilder()
                .setEventId("e")
                .setPatientId("p")
                .setStatus(StatementStatus.ENTERED_IN_ERROR)
                .setOccurredAt(Instant.EPOCH)
                .build();

        try (StatementTopics topics = new StatementTopics(nobody, Duration.ofMillis(200))) {
            assertThat(topics.publish(retraction))
                    .failsWithin(Duration.ofSeconds(60))
                    .withThrowableThat()
                    .withCauseInstanceOf(RegistryUnavailableException.class);
        }
    }
}
