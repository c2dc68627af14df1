package org.blockwatch.followup;

import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.followup.answer.PatientAnswerMeters;
import org.blockwatch.followup.door.FormMeters;
import org.blockwatch.followup.invite.InvitationMeters;
import org.blockwatch.service.clock.ClockWatch;
import org.blockwatch.service.kafka.PassedOverRecords;
import org.blockwatch.service.meter.Catalogue;
import org.blockwatch.service.meter.ProcessMeasures;

/** Everything that follow-up shows. */
public final class FollowUpMeasures {

    /** All of it. */
    public static final Catalogue CATALOGUE = new Catalogue(Stream.of(
                    InvitationMeters.MEASURES,
                    PassedOverRecords.MEASURES,
                    FormMeters.MEASURES,
                    PatientAnswerMeters.MEASURES,
                    ClockWatch.MEASURES,
                    ProcessMeasures.ALL)
            .flatMap(List::stream)
            .toList());

    private FollowUpMeasures() {}
}
