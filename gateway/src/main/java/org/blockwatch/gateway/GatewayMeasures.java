package org.blockwatch.gateway;

import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.gateway.door.SourceMeters;
import org.blockwatch.gateway.mllp.MllpMeasures;
import org.blockwatch.service.kafka.PassedOverRecords;
import org.blockwatch.service.meter.Catalogue;
import org.blockwatch.service.meter.ProcessMeasures;

/** Everything that the gateway shows. */
public final class GatewayMeasures {

    /** All of it. */
    public static final Catalogue CATALOGUE = new Catalogue(
            Stream.of(SourceMeters.MEASURES, MllpMeasures.MEASURES, PassedOverRecords.MEASURES, ProcessMeasures.ALL)
                    .flatMap(List::stream)
                    .toList());

    private GatewayMeasures() {}
}
