package org.blockwatch.board.ward;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.Location;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.RecoveryView;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.service.collect.BoundedMap;
import org.jspecify.annotations.Nullable;

/** What is known of one patient. Not thread-safe: the {@link Ward} lends it out. */
public final class WatchedPatient {

    private static final int MOST_ALERTS = 100;
    private static final int MOST_OF_A_KIND = 400;

    private final String patientId;
    private final long sinceNanos;
    private @Nullable RecoveryView view;
    private final Map<String, PagedAlert> alerts = BoundedMap.ofLatest(MOST_ALERTS);
    private final Map<String, NeuroAssessment> assessments = BoundedMap.ofLatest(MOST_OF_A_KIND);
    private final Map<String, VitalSigns> vitals = BoundedMap.ofLatest(MOST_OF_A_KIND);
    private final Map<String, CareEvent> care = BoundedMap.ofLatest(MOST_OF_A_KIND);
    private final Map<String, BlockPerformed> performed = BoundedMap.ofLatest(MOST_ALERTS);

    WatchedPatient(String patientId, long sinceNanos) {
        this.patientId = patientId;
        this.sinceNanos = sinceNanos;
    }

    void heard(SpecificRecord record) {
        if (record instanceof RecoveryView next) {
            view = next;
        } else if (record instanceof Alert alert) {
            story(alert.getAlertId()).heard(alert);
        } else if (record instanceof AlertResponse answer) {
            story(answer.getAlertId()).heard(answer);
        } else if (record instanceof PageRequest request) {
            story(request.getAlertId()).heard(request);
            request.getAlso().forEach(also -> story(also.getAlertId()).heard(request));
        } else if (record instanceof PageEvent event) {
            story(event.getAlertId()).heard(event);
        } else if (record instanceof NeuroAssessment next) {
            NeuroAssessment known = assessments.get(next.getEventId());
            if (known == null
                    || isLater(next.getRevision(), next.getRecordedAt(), known.getRevision(), known.getRecordedAt())) {
                assessments.put(next.getEventId(), next);
            }
        } else if (record instanceof VitalSigns next) {
            VitalSigns known = vitals.get(next.getEventId());
            if (known == null
                    || isLater(next.getRevision(), next.getRecordedAt(), known.getRevision(), known.getRecordedAt())) {
                vitals.put(next.getEventId(), next);
            }
        } else if (record instanceof CareEvent next) {
            CareEvent known = care.get(next.getEventId());
            if (known == null
                    || isLater(next.getRevision(), next.getRecordedAt(), known.getRevision(), known.getRecordedAt())) {
                care.put(next.getEventId(), next);
            }
        } else if (record instanceof BlockPerformed next) {
            BlockPerformed known = performed.get(next.getEventId());
            if (known == null
                    || isLater(next.getRevision(), next.getRecordedAt(), known.getRevision(), known.getRecordedAt())) {
                performed.put(next.getEventId(), next);
            }
        }
    }

    private PagedAlert story(String alertId) {
        return alerts.computeIfAbsent(alertId, PagedAlert::new);
    }

    /** The highest revision stands; of one revision the one that was recorded last. */
    private static boolean isLater(
            int revision, @Nullable Instant recordedAt, int knownRevision, @Nullable Instant knownRecordedAt) {
        return revision > knownRevision
                || (revision == knownRevision
                        && recordedAt != null
                        && (knownRecordedAt == null || recordedAt.isAfter(knownRecordedAt)));
    }

    /** Returns the patient's own id: not for walls. */
    public String patientId() {
        return patientId;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** Returns what the engine shows of the patient; null while nothing is known of it. */
    public @Nullable RecoveryView view() {
        return view;
    }

    /** Returns the open blocks, the latest last. */
    public List<BlockView> blocks() {
        return view == null ? List.of() : view.getBlocks();
    }

    /** Returns where the patient lies; null: not known. */
    public @Nullable Location location() {
        return blocks().stream()
                .map(BlockView::getLocation)
                .filter(place -> place != null)
                .reduce((one, later) -> later)
                .orElse(null);
    }

    /** Returns what is known of an alert. */
    public Optional<PagedAlert> alert(String alertId) {
        return Optional.ofNullable(alerts.get(alertId));
    }

    /** Returns the alerts of a block that are known, the oldest first. */
    public List<PagedAlert> alertsOf(String blockId) {
        return alerts.values().stream()
                .filter(story -> story.latest()
                        .filter(alert -> alert.getBlockId().equals(blockId))
                        .isPresent())
                .sorted(Comparator.comparing(
                        story -> story.latest().orElseThrow().getStartedAt()))
                .toList();
    }

    /** Returns the assessments that stand, the oldest first. */
    public List<NeuroAssessment> assessments() {
        return assessments.values().stream()
                .filter(one -> stands(one.getStatus()) && one.getExam() != null)
                .sorted(Comparator.comparing(NeuroAssessment::getOccurredAt))
                .toList();
    }

    /** Returns an assessment as it was charted last, taken back or not. */
    public Optional<NeuroAssessment> assessment(String eventId) {
        return Optional.ofNullable(assessments.get(eventId));
    }

    /** Returns the vital signs that stand, the oldest first. */
    public List<VitalSigns> vitals() {
        return vitals.values().stream()
                .filter(one -> stands(one.getStatus()))
                .sorted(Comparator.comparing(VitalSigns::getOccurredAt))
                .toList();
    }

    /** Returns the care events that stand, the oldest first. */
    public List<CareEvent> care() {
        return care.values().stream()
                .filter(one -> stands(one.getStatus()))
                .sorted(Comparator.comparing(CareEvent::getOccurredAt))
                .toList();
    }

    /** Returns how a block was performed, as charted. */
    public Optional<BlockPerformed> performed(String blockId) {
        return performed.values().stream()
                .filter(one -> stands(one.getStatus()) && one.getBlockId().equals(blockId))
                .findFirst();
    }

    /** Returns every alert that is open in what the engine shows. */
    public Stream<PagedAlert> openAlerts() {
        return blocks().stream()
                .flatMap(block -> block.getOpenAlerts().stream())
                .flatMap(open -> alert(open.getAlertId()).stream());
    }

    private static boolean stands(StatementStatus status) {
        return status == StatementStatus.FINAL || status == StatementStatus.AMENDED;
    }
}
