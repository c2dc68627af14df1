package org.blockwatch.consumer.page;

import java.time.Instant;
import java.util.List;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Location;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;

/** Page requests for tests: a weak leg four hours after the block. */
public final class Pages {

    public static final Instant BLOCK_AT = Instant.parse("2026-03-01T09:00:00Z");
    public static final Instant REQUESTED_AT = Instant.parse("2026-03-01T13:00:00Z");

    private static final String SUMMARY = "HIGH 4 West bed 12, 4h00 after block: a deficit persists. Examine now.";

    private Pages() {}

    /** A request of the first tier for an alert of this patient's implicit block, so that its id holds the patient's. */
    public static PageRequest.Builder request(String patientId, int step) {
        String alertId = "implicit:" + patientId + "/DEFICIT_PERSISTS_4H/1";
        return PageRequest.newBuilder()
                .setPageId(alertId + "/1/" + step)
                .setAlertId(alertId)
                .setPatientId(patientId)
                .setBlockId("implicit:" + patientId)
                .setCode(AlertCode.DEFICIT_PERSISTS_4H)
                .setPriority(Priority.HIGH)
                .setReason(PageReason.ALERT_STARTED)
                .setTier(1)
                .setStep(step)
                .setRoles(List.of("proceduralist", "anaesthetist on call"))
                .setRequestedAt(REQUESTED_AT)
                .setDueAt(REQUESTED_AT)
                .setExpiresAt(REQUESTED_AT.plusSeconds(12 * 3600))
                .setBlockAt(BLOCK_AT)
                .setLocation(new Location("4 West", "12"))
                .setProceduralistId("dr-7")
                .setSummary(SUMMARY)
                .setText(SUMMARY + "\nFound: left hip flexion 3/5 (L2, L3)\nDo: examine both legs now")
                .setPolicyVersion("default/1");
    }

    /** The ids that tests' pages leave under. */
    public static PageIds ids() {
        return new PageIds(new byte[] {1, 2, 3});
    }

    /** A page as a channel gets it. */
    public static OutgoingPage outgoing(String patientId, int step, String channel) {
        return outgoing(request(patientId, step).build(), channel);
    }

    /** What this asks for, as a channel gets it. */
    public static OutgoingPage outgoing(PageRequest request, String channel) {
        Recipient.Way way = new Recipient.Way(channel, null);
        Recipient roles = new Recipient(PageIds.roles(request), false, request.getRoles(), List.of(way));
        return OutgoingPage.of(request, roles, way, null, ids());
    }
}
