package org.blockwatch;

import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.answer.AnswerMeters;
import org.blockwatch.audit.PageMeters;
import org.blockwatch.channel.LaneMeasures;
import org.blockwatch.meter.Catalogue;
import org.blockwatch.roster.RosterWatch;
import org.blockwatch.service.ShellMeasures;
import org.blockwatch.watch.Watch;

/** Everything that alert-consumer shows. */
public final class ConsumerMeasures {

    /** All of it. */
    public static final Catalogue CATALOGUE = new Catalogue(Stream.of(
                    PageMeters.MEASURES,
                    LaneMeasures.ALL,
                    AnswerMeters.MEASURES,
                    RosterWatch.MEASURES,
                    Watch.MEASURES,
                    ShellMeasures.ALL)
            .flatMap(List::stream)
            .toList());

    private ConsumerMeasures() {}
}
