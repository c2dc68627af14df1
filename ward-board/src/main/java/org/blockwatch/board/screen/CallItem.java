package org.blockwatch.board.screen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.board.ward.Ward;
import org.blockwatch.board.ward.WatchedPatient;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.FollowUpBlock;
import org.blockwatch.event.FollowUpSlot;
import org.blockwatch.event.FollowUpSlotState;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.Location;
import org.blockwatch.event.Priority;

/**
 * A patient at home whom somebody telephones: nobody has answered a slot, or the patient's last answer asks for a call.
 *
 * @param since the slot, or the answer: who has waited longest comes first
 */
public record CallItem(Instant since, Map<String, Object> model) {

    private static final String ANYTIME = "anytime";

    /**
     * Returns why to telephone about one block of a patient's, the longest wait first.
     *
     * @param asksForCall the patient's invitations whose last answer asks for a call
     */
    public static List<CallItem> of(
            String patientId,
            FollowUpBlock block,
            List<Invitation> asksForCall,
            Ward ward,
            Instant now,
            ScreenTime time) {
        Map<String, Object> common = common(patientId, block, ward, now, time);
        List<CallItem> items = new ArrayList<>();
        for (FollowUpSlot slot : block.getSlots()) {
            boolean missed = slot.getState() == FollowUpSlotState.MISSED;
            boolean awaited = slot.getState() == FollowUpSlotState.OPEN
                    && !slot.getDueAt().isAfter(now)
                    && !slot.getId().equals(ANYTIME);
            if (missed || awaited) {
                items.add(item(
                        common,
                        slot.getDueAt(),
                        slot.getId() + ", " + time.at(slot.getDueAt(), now),
                        missed ? "no answer" : "awaited"));
            }
        }
        for (Invitation asking : asksForCall) {
            Instant at = asking.getCallAskedAt();
            if (at != null
                    && asking.getBlockId().equals(block.getBlockId())
                    && now.isBefore(asking.getExpiresAt())
                    && !isSeenSince(patientId, at, ward)) {
                items.add(item(common, at, "answered " + time.at(at, now), "asks for a call"));
            }
        }
        items.sort(Comparator.comparing(CallItem::since));
        return items;
    }

    /** Returns the unit from which the patient left. */
    public static String unit(FollowUpBlock block) {
        Location left = block.getLocation();
        return left == null || left.getUnit() == null ? Ward.NOWHERE : left.getUnit();
    }

    private static CallItem item(Map<String, Object> common, Instant since, String due, String state) {
        Map<String, Object> model = new HashMap<>(common);
        model.put("due", due);
        model.put("state", state);
        return new CallItem(since, model);
    }

    private static Map<String, Object> common(
            String patientId, FollowUpBlock block, Ward ward, Instant now, ScreenTime time) {
        Map<String, Object> model = new HashMap<>();
        model.put("patient", patientId);
        model.put("place", unit(block));
        model.put("home", time.at(block.getHomeSince(), now));
        model.put(
                "anticoagulated",
                block.getAnticoagulated() == null ? "not stated" : block.getAnticoagulated() ? "yes" : "no");
        model.put("canChart", false);
        model.put("canDecline", false);
        ward.patient(
                patientId,
                patient -> open(patient, block.getBlockId()).map(view -> {
                    model.put("key", ward.key(patientId, view));
                    model.put("canChart", true);
                    view.getOpenAlerts().stream()
                            .filter(alert -> alert.getCode() == AlertCode.ASSESSMENT_OVERDUE
                                    && alert.getPriority() != Priority.LOW) // LOW pages nobody, so there is no next
                            .findFirst()
                            .ifPresent(alert -> {
                                model.put("alertKey", ward.alertKey(patientId, alert.getAlertId()));
                                model.put("canDecline", true);
                            });
                    return view;
                }));
        return model;
    }

    private static Optional<BlockView> open(WatchedPatient patient, String blockId) {
        return patient.blocks().stream()
                .filter(view -> view.getBlockId().equals(blockId))
                .findFirst();
    }

    private static boolean isSeenSince(String patientId, Instant at, Ward ward) {
        return ward.patient(
                        patientId,
                        patient -> patient.assessments().stream()
                                .anyMatch(seen -> seen.getPurpose() != AssessmentPurpose.PATIENT_REPORTED
                                        && !seen.getOccurredAt().isBefore(at)))
                .orElse(false);
    }
}
