package org.blockwatch.board;

import static org.blockwatch.service.meter.Audience.ON_CALL;
import static org.blockwatch.service.meter.Audience.WARD;

import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.service.kafka.PassedOverRecords;
import org.blockwatch.service.meter.Catalogue;
import org.blockwatch.service.meter.Measure;
import org.blockwatch.service.meter.ProcessMeasures;

/** Everything that ward-board shows. */
public final class BoardMeasures {

    static final Measure STREAMS = Measure.gauge(
            "blockwatch.board.streams", "screens", "Open screens: walls, telephones, patients' pages", WARD);

    static final Measure BLOCKS =
            Measure.gauge("blockwatch.board.blocks", "blocks", "Open blocks that the board holds in memory", WARD);

    static final Measure LIVE = Measure.gauge(
                    "blockwatch.board.live",
                    "0 or 1",
                    "0 while screens say NOT LIVE, by lamp: the bus cannot be read to its end, no engine judges, a feed is silent",
                    ON_CALL)
            .by("lamp", List.of("bus", "engine", "feed"));

    /** All of it. */
    public static final Catalogue CATALOGUE =
            new Catalogue(Stream.of(List.of(STREAMS, BLOCKS, LIVE), PassedOverRecords.MEASURES, ProcessMeasures.ALL)
                    .flatMap(List::stream)
                    .toList());

    private BoardMeasures() {}
}
