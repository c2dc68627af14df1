package org.blockwatch.streams.statement;

import java.time.Duration;
import java.time.Instant;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.Location;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.schemas.HomePartition;
import org.blockwatch.streams.intake.Refusal;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Admits statements, or refuses them before anything is written (clinical-rules.md, section 4). What it admits bears the key of its
 * patient, has the fields that its type requires, occurred near enough to its arrival, and holds no value that no human can have.
 */
public final class StatementAdmission {
    /** How long a statement may have occurred before it arrives. */
    public static final Duration PAST = Duration.ofHours(96);

    /** How far a statement's time may be ahead of its arrival: what clocks differ by. */
    public static final Duration FUTURE = Duration.ofMinutes(25);

    private final int partitions;
    private final Protocols protocols;
    private final PlausibilityFilter plausibility;

    /**
     * @param partitions partition count of every keyed topic
     * @param protocols those that are loaded
     */
    public StatementAdmission(int partitions, Protocols protocols, PlausibilityFilter plausibility) {
        this.partitions = partitions;
        this.protocols = protocols;
        this.plausibility = plausibility;
    }

    /**
     * Admits what came, without its implausible values.
     *
     * @param partition where it lay
     * @param arrival when it came, by the engine's clock
     * @throws Refusal if it is not let in
     */
    public StatementEnvelope admit(@Nullable String key, @Nullable Object value, int partition, Instant arrival) {
        if (value == null) {
            throw new Refusal(Reason.MISSING_FIELD, "the record has no value");
        }
        StatementEnvelope statement = StatementEnvelope.of(value);
        Identifiers.checkId("patientId", statement.patientId());
        checkKey(key, statement.patientId(), partition);
        Identifiers.checkId("eventId", statement.eventId());
        checkVersion(statement.version());
        if (statement.retracted()) {
            return statement; // exempt from the rest: it states nothing, and may bear any time
        }
        checkFields(statement);
        checkTime(statement.occurredAt(), arrival);
        plausibility.cleanse(statement);
        return statement;
    }

    private void checkKey(@Nullable String key, String patientId, int partition) {
        if (key == null) {
            throw new Refusal(Reason.MISSING_FIELD, "the record has no key; it must be the patientId");
        }
        if (!key.equals(patientId)) {
            throw new Refusal(Reason.KEY_MISMATCH, "the record's key is not its patientId");
        }
        int home = HomePartition.of(key, partitions);
        if (partition != home) {
            throw new Refusal(
                    Reason.WRONG_PARTITION,
                    "on partition " + partition + ", but murmur2 of its key puts it on " + home + " of " + partitions
                            + "; librdkafka clients need partitioner=murmur2_random");
        }
    }

    private static void checkVersion(StatementVersion version) {
        if (version.status() == StatementStatus.UNKNOWN) {
            throw new Refusal(
                    Reason.UNKNOWN_STATUS,
                    "its status is not one of FINAL, AMENDED and ENTERED_IN_ERROR; the version before it stands");
        }
        if (version.revision() < 0) {
            throw new Refusal(Reason.INCONSISTENT, "revision " + version.revision() + " is negative; count from 0");
        }
    }

    private void checkFields(StatementEnvelope statement) {
        Location location = statement.location();
        if (location != null) {
            Identifiers.checkPlace("location.unit", location.getUnit());
            Identifiers.checkPlace("location.bed", location.getBed());
        }
        if (statement.statement() instanceof BlockPerformed block) {
            String blockId = block.getBlockId();
            if (blockId == null) {
                throw missing("blockId");
            }
            Identifiers.checkId("blockId", blockId);
            if (!protocols.knows(block.getProtocol())) {
                throw new Refusal(
                        Reason.UNKNOWN_PROTOCOL,
                        "protocol " + block.getProtocol() + " is not one of " + protocols.versions());
            }
        } else if (statement.statement() instanceof NeuroAssessment assessment) {
            require(assessment.getExam() != null, "exam");
        } else if (statement.statement() instanceof CareEvent event) {
            require(event.getKind() != CareEventKind.UNKNOWN, "kind");
        }
    }

    private static void checkTime(Instant occurredAt, Instant arrival) {
        if (occurredAt.isAfter(arrival.plus(FUTURE))) {
            throw new Refusal(Reason.FUTURE_DATED, "occurredAt " + occurredAt + ", arrived " + arrival);
        }
        if (occurredAt.isBefore(arrival.minus(PAST))) {
            throw new Refusal(Reason.TOO_OLD, "occurredAt " + occurredAt + ", arrived " + arrival);
        }
    }

    private static void require(boolean present, String field) {
        if (!present) {
            throw missing(field);
        }
    }

    private static Refusal missing(String field) {
        return new Refusal(Reason.MISSING_FIELD, field + " is missing");
    }
}
