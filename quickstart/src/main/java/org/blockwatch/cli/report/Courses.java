package org.blockwatch.cli.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.clinical.Assessment;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.Procedure;
import org.blockwatch.clinical.Protocol;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.clinical.Recovery;
import org.blockwatch.clinical.Statement;
import org.blockwatch.clinical.Vitals;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.Priority;
import org.blockwatch.schemas.Canary;
import org.blockwatch.schemas.Topics;
import org.blockwatch.streams.statement.StatementEnvelope;
import org.blockwatch.streams.statement.StatementMapper;
import org.jspecify.annotations.Nullable;

/**
 * The courses of blocks and alerts, gathered from what was stated and told.
 *
 * @param blocks those whose procedure is known
 * @param from the earliest last dose; null: there is no block
 * @param until what is known at the end
 */
public record Courses(
        List<BlockCourse> blocks,
        List<AlertCourse> alerts,
        @Nullable Instant from,
        Instant until) {

    private static final Set<AlertCode> PAST_FOUR_HOURS =
            EnumSet.of(AlertCode.DEFICIT_PERSISTS_4H, AlertCode.DEFICIT_PERSISTS_24H, AlertCode.DEFICIT_PERSISTS_48H);

    private static final Set<CareEventKind> PLACES =
            EnumSet.of(CareEventKind.DISCHARGED, CareEventKind.DISCHARGE_CANCELLED, CareEventKind.ARRIVED);

    public Courses {
        blocks = List.copyOf(blocks);
        alerts = List.copyOf(alerts);
    }

    /**
     * Gathers courses.
     *
     * @param statements as they were let in; of several versions of one the highest counts
     * @param alerts every transition, in order for each alert
     * @param answers to them
     * @param until what is not known by then does not count
     */
    public static Courses of(
            Collection<? extends SpecificRecord> statements,
            Collection<Alert> alerts,
            Collection<AlertResponse> answers,
            Instant until,
            Protocols protocols) {
        Map<String, List<StatementEnvelope>> charts = charts(statements);
        List<AlertCourse.OfBlock> told = alerts(alerts, answers, charts);
        Map<String, List<AlertCourse.OfBlock>> byPatient =
                told.stream().collect(groupingBy(AlertCourse.OfBlock::patientId));
        var blocks = new ArrayList<BlockCourse>();
        var doses = new ArrayList<Instant>();
        charts.forEach((patientId, chart) -> {
            for (var entry : observed(patientId, chart, protocols).entrySet()) {
                var procedure = entry.getValue().procedure;
                blocks.add(new BlockCourse(
                        new BlockCourse.Technique(Factor.of(procedure.injected()), entry.getValue().risks),
                        entry.getValue().motor(),
                        entry.getValue().full(),
                        slots(
                                procedure,
                                chart,
                                until,
                                protocols
                                        .named(procedure.details().protocol())
                                        .timing()
                                        .atHome()),
                        outcomes(entry.getKey(), byPatient.getOrDefault(patientId, List.of()))));
                doses.add(procedure.occurredAt());
            }
        });
        return new Courses(
                blocks,
                told.stream().map(AlertCourse.OfBlock::course).toList(),
                doses.stream().min(Comparator.naturalOrder()).orElse(null),
                until);
    }

    /** Of each statement the version that counts; nothing of synthetic patients, who recover as they are told. */
    private static Map<String, List<StatementEnvelope>> charts(Collection<? extends SpecificRecord> statements) {
        Map<String, Map<String, StatementEnvelope>> latest = new TreeMap<>();
        for (var statement : statements) {
            if (!Topics.STATEMENTS.contains(Topics.carrying(statement.getClass()))) {
                continue;
            }
            var envelope = StatementEnvelope.of(statement);
            if (!Canary.is(envelope.patientId())) {
                latest.computeIfAbsent(envelope.patientId(), patient -> new LinkedHashMap<>())
                        .merge(envelope.eventId(), envelope, (known, next) -> next.isAfter(known) ? next : known);
            }
        }
        Map<String, List<StatementEnvelope>> charts = new TreeMap<>();
        latest.forEach((patientId, chart) -> charts.put(
                patientId,
                chart.values().stream().filter(one -> !one.retracted()).toList()));
        return charts;
    }

    /** What the examinations of one block have shown, while they are gone through. */
    private static final class Observed {
        private final Procedure procedure;
        private Set<org.blockwatch.event.RiskTag> risks = Set.of();
        private @Nullable Instant motorAt;
        private @Nullable Instant fullAt;
        private @Nullable Instant lastAt;

        Observed(Procedure procedure) {
            this.procedure = procedure;
        }

        void see(Picture picture, Instant at) {
            risks = picture.riskTags();
            if (at.isBefore(procedure.occurredAt())) {
                return;
            }
            lastAt = at;
            motorAt = motorAt == null && picture.motorRecovered() ? at : motorAt;
            fullAt = fullAt == null && picture.recovered() ? at : fullAt;
        }

        Optional<SurvivalCurve.Observation> motor() {
            return observation(motorAt);
        }

        Optional<SurvivalCurve.Observation> full() {
            return observation(fullAt);
        }

        private Optional<SurvivalCurve.Observation> observation(@Nullable Instant metAt) {
            var at = metAt == null ? lastAt : metAt;
            return Optional.ofNullable(at)
                    .map(time -> new SurvivalCurve.Observation(
                            Duration.between(procedure.occurredAt(), time), metAt != null));
        }
    }

    private static Map<String, Observed> observed(
            String patientId, List<StatementEnvelope> chart, Protocols protocols) {
        var statements = StatementMapper.standing(chart.stream()
                        .map(StatementEnvelope::statement)
                        .map(SpecificRecord.class::cast)
                        .toList())
                .stream()
                .filter(statement -> !(statement instanceof Vitals))
                .sorted(Statement.ORDER)
                .toList();
        Map<String, Observed> observed = new TreeMap<>();
        for (var statement : statements) {
            if (statement instanceof Procedure procedure) {
                observed.put(procedure.blockId(), new Observed(procedure)); // of two under one id the later stands
            }
        }
        if (observed.isEmpty()) {
            return observed;
        }
        var recovery = Recovery.unknown(patientId);
        for (var to = 0; to < statements.size(); to++) {
            var at = statements.get(to).occurredAt();
            if (to + 1 < statements.size()
                    && statements.get(to + 1).occurredAt().equals(at)) {
                continue; // what is of one instant is folded together
            }
            recovery = folded(recovery, statements.subList(0, to + 1), protocols);
            var looked = statements.get(to) instanceof Assessment || isAssessed(statements, to);
            for (var picture : recovery.pictures()) {
                var block = observed.get(picture.block().blockId());
                if (block != null && !picture.block().implicit() && looked) {
                    block.see(picture, at);
                } else if (block != null) {
                    block.risks = picture.riskTags();
                }
            }
        }
        return observed;
    }

    private static boolean isAssessed(List<Statement> statements, int last) {
        var at = statements.get(last).occurredAt();
        for (var n = last; n >= 0 && statements.get(n).occurredAt().equals(at); n--) {
            if (statements.get(n) instanceof Assessment) {
                return true;
            }
        }
        return false;
    }

    private static Recovery folded(Recovery before, List<Statement> all, Protocols protocols) {
        return before.then(all.get(all.size() - 1), protocols)
                .filter(next -> all.size() == 1
                        || !all.get(all.size() - 2)
                                .occurredAt()
                                .equals(all.get(all.size() - 1).occurredAt()))
                .orElseGet(() -> Recovery.unknown(before.patientId()).after(all, protocols));
    }

    private static List<BlockCourse.Slot> slots(
            Procedure procedure, List<StatementEnvelope> chart, Instant until, Protocol.AtHome atHome) {
        var slots = new ArrayList<BlockCourse.Slot>();
        for (var after : atHome.slots()) {
            var at = procedure.occurredAt().plus(after);
            if (!at.isAfter(until) && isAtHome(procedure, chart, at)) {
                var first = chart.stream()
                        .filter(one -> one.statement() instanceof NeuroAssessment)
                        .filter(one -> !one.occurredAt().isBefore(at.minus(atHome.answeredFrom())))
                        .filter(one -> !one.occurredAt().isAfter(until))
                        .min(Comparator.comparing(StatementEnvelope::occurredAt));
                slots.add(new BlockCourse.Slot(
                        after,
                        first.map(one -> Duration.between(at.minus(atHome.answeredFrom()), one.occurredAt())),
                        first.filter(Courses::isByPatient).isPresent()));
            }
        }
        return slots;
    }

    private static boolean isByPatient(StatementEnvelope assessment) {
        return assessment.statement() instanceof NeuroAssessment stated
                && stated.getPurpose() == AssessmentPurpose.PATIENT_REPORTED;
    }

    private static boolean isAtHome(Procedure procedure, List<StatementEnvelope> chart, Instant at) {
        return chart.stream()
                .filter(one -> one.statement() instanceof CareEvent event && PLACES.contains(event.getKind()))
                .filter(one -> !one.occurredAt().isBefore(procedure.startedAt())
                        && !one.occurredAt().isAfter(at))
                .max(Comparator.comparing(StatementEnvelope::occurredAt))
                .filter(one -> ((CareEvent) one.statement()).getKind() == CareEventKind.DISCHARGED)
                .isPresent();
    }

    private static BlockCourse.Outcomes outcomes(String blockId, List<AlertCourse.OfBlock> alerts) {
        var ofBlock = alerts.stream()
                .filter(alert -> alert.blockId().equals(blockId) && alert.counts())
                .map(AlertCourse.OfBlock::course)
                .toList();
        return new BlockCourse.Outcomes(
                ofBlock.stream().anyMatch(alert -> PAST_FOUR_HOURS.contains(alert.code())),
                ofBlock.stream().anyMatch(alert -> alert.code() == AlertCode.RED_FLAG_MRI),
                ofBlock.stream().anyMatch(alert -> alert.gravest() == Priority.HIGH));
    }

    private record AlertName(String patientId, String alertId) {}

    private static List<AlertCourse.OfBlock> alerts(
            Collection<Alert> transitions,
            Collection<AlertResponse> answers,
            Map<String, List<StatementEnvelope>> charts) {
        Map<AlertName, Instant> acknowledged = new HashMap<>();
        answers.stream()
                .filter(answer -> answer.getKind() == AlertResponseKind.ACKNOWLEDGED)
                .forEach(answer -> acknowledged.merge(
                        new AlertName(answer.getPatientId(), answer.getAlertId()),
                        answer.getOccurredAt(),
                        (one, other) -> one.isBefore(other) ? one : other));
        Map<AlertName, List<Alert>> courses = transitions.stream()
                .filter(alert -> !Canary.is(alert.getPatientId()))
                .collect(groupingBy(
                        alert -> new AlertName(alert.getPatientId(), alert.getAlertId()),
                        LinkedHashMap::new,
                        toList()));
        var told = new ArrayList<AlertCourse.OfBlock>();
        courses.forEach((name, course) -> {
            var last = course.get(course.size() - 1);
            var start = last.getStartedAt();
            told.add(new AlertCourse.OfBlock(
                    name.patientId(),
                    last.getBlockId(),
                    start,
                    new AlertCourse(
                            last.getCode(),
                            course.stream()
                                    .map(Alert::getPriority)
                                    .max(Comparator.naturalOrder())
                                    .orElseThrow(),
                            last.getPhase() == AlertPhase.END
                                    ? Optional.ofNullable(last.getEndReason())
                                    : Optional.empty(),
                            Optional.ofNullable(acknowledged.get(name)).map(at -> between(start, at)),
                            examined(charts.getOrDefault(name.patientId(), List.of()), start)
                                    .map(at -> between(start, at)))));
        });
        return told;
    }

    private static Duration between(Instant start, Instant at) {
        return at.isBefore(start) ? Duration.ZERO : Duration.between(start, at);
    }

    private static Optional<Instant> examined(List<StatementEnvelope> chart, Instant since) {
        return chart.stream()
                .filter(one -> one.statement() instanceof NeuroAssessment && !isByPatient(one))
                .map(StatementEnvelope::occurredAt)
                .filter(at -> !at.isBefore(since))
                .min(Comparator.naturalOrder());
    }
}
