package org.blockwatch.streams.detection;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.log.LogIds;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RecoveryMetersLogTest {

    @Test
    void shouldCallThePatientOfAnOutlivedBlockByAHash() {
        Logger logger = (Logger) LoggerFactory.getLogger(RecoveryMeters.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        try {
            new RecoveryMeters(
                            new FeedArrivals(Feeds.DEFAULT, EngineClock.virtual(Instant.EPOCH)),
                            new SimpleMeterRegistry())
                    .outlived("patient-4711");
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains(LogIds.of("patient-4711"))
                .doesNotContain("4711");
    }
}
