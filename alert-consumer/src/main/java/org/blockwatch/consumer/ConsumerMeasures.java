package org.blockwatch.consumer;

import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.consumer.answer.AnswerMeters;
import org.blockwatch.consumer.audit.PageMeters;
import org.blockwatch.consumer.channel.ChannelMeasures;
import org.blockwatch.consumer.roster.RosterWatch;
import org.blockwatch.consumer.watch.Watch;
import org.blockwatch.service.clock.ClockWatch;
import org.blockwatch.service.kafka.PassedOverRecords;
import org.blockwatch.service.meter.Catalogue;
import org.blockwatch.service.meter.ProcessMeasures;

/** Everything that alert-consumer shows. */
public final class ConsumerMeasures {

    /** All of it. */
    public static final Catalogue CATALOGUE = new Catalogue(Stream.of(
                    PageMeters.MEASURES,
                    PassedOverRecords.MEASURES,
                    ChannelMeasures.ALL,
                    AnswerMeters.MEASURES,
                    RosterWatch.MEASURES,
                    Watch.MEASURES,
                    ClockWatch.MEASURES,
                    ProcessMeasures.ALL)
            .flatMap(List::stream)
            .toList());

    private ConsumerMeasures() {}
}
