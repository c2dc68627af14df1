package org.blockwatch.gateway.chart;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.VitalSigns;
import org.jspecify.annotations.Nullable;

/**
 * A statement as a message makes it: its content when nothing was known before, and what it changes when something was.
 */
public final class ChartedStatement {

    private final SpecificRecord content;
    private final List<Reading> stated;
    private final List<Reading> takenBack;
    private final Observed.Standing standing;
    private final boolean ambiguous;

    ChartedStatement(
            SpecificRecord content,
            List<Reading> stated,
            List<Reading> takenBack,
            Observed.Standing standing,
            boolean ambiguous) {
        this.content = content;
        this.stated = List.copyOf(stated);
        this.takenBack = List.copyOf(takenBack);
        this.standing = standing;
        this.ambiguous = ambiguous;
    }

    /** Returns a statement that is whole in itself, such as a care event. */
    public static ChartedStatement whole(SpecificRecord content, Observed.Standing standing, boolean ambiguous) {
        return new ChartedStatement(content, List.of(), List.of(), standing, ambiguous);
    }

    /** Returns the statement when nothing was known before. */
    public SpecificRecord content() {
        return content;
    }

    /** Returns whether it corrects or takes back what was sent before, which has to be looked up. */
    public boolean changesEarlier() {
        return standing != Observed.Standing.STANDS;
    }

    /** Returns whether its hour happened twice that night. */
    public boolean ambiguous() {
        return ambiguous;
    }

    /** Returns the identity of the statement. */
    public String eventId() {
        return (String) content.get(content.getSchema().getField("eventId").pos());
    }

    /** Returns when it was true. */
    public Instant occurredAt() {
        return (Instant) content.get(content.getSchema().getField("occurredAt").pos());
    }

    /**
     * Returns what is to be sent.
     *
     * @param before the version that was sent last under this identity, if that is known
     */
    public SpecificRecord following(Optional<SpecificRecord> before) {
        if (before.isEmpty()) {
            SpecificRecord first = copy(content);
            if (standing == Observed.Standing.CORRECTED) {
                mark(first, 1, StatementStatus.AMENDED);
            } else if (standing == Observed.Standing.TAKEN_BACK) {
                mark(first, 1, StatementStatus.ENTERED_IN_ERROR);
            }
            return first;
        }
        SpecificRecord last = before.get();
        SpecificRecord next = stated.isEmpty() && takenBack.isEmpty() ? copy(content) : edited(last);
        StatementStatus status = status(last, next);
        if (saysTheSame(last, next, status)) {
            return last;
        }
        mark(next, revision(last) + 1, status);
        return next;
    }

    private StatementStatus status(SpecificRecord last, SpecificRecord next) {
        boolean nothingLeft = !takenBack.isEmpty() && StatementEditor.isEmpty(next);
        if (nothingLeft || standing == Observed.Standing.TAKEN_BACK && takenBack.isEmpty()) {
            return StatementStatus.ENTERED_IN_ERROR;
        }
        return changesEarlier() || field(last, "status") == StatementStatus.AMENDED
                ? StatementStatus.AMENDED
                : StatementStatus.FINAL;
    }

    private SpecificRecord edited(SpecificRecord last) {
        SpecificRecord next = field(last, "status") == StatementStatus.ENTERED_IN_ERROR ? copy(content) : copy(last);
        put(next, "recordedAt", field(content, "recordedAt"));
        stated.forEach(reading -> StatementEditor.set(next, reading));
        takenBack.forEach(reading -> StatementEditor.remove(next, reading));
        return next;
    }

    private static boolean saysTheSame(SpecificRecord last, SpecificRecord next, StatementStatus status) {
        if (field(last, "status") == StatementStatus.ENTERED_IN_ERROR && status == StatementStatus.ENTERED_IN_ERROR) {
            return true;
        }
        if ((field(last, "status") == StatementStatus.ENTERED_IN_ERROR)
                != (status == StatementStatus.ENTERED_IN_ERROR)) {
            return false;
        }
        SpecificRecord alike = copy(next);
        for (String name : List.of("revision", "recordedAt", "status", "location", "patientId", "encounterId")) {
            put(alike, name, field(last, name));
        }
        return alike.equals(last);
    }

    private static void mark(SpecificRecord statement, int revision, StatementStatus status) {
        put(statement, "revision", revision);
        put(statement, "status", status);
    }

    private static int revision(SpecificRecord statement) {
        return (Integer) Objects.requireNonNull(field(statement, "revision"));
    }

    private static @Nullable Object field(SpecificRecord statement, String name) {
        return statement.get(statement.getSchema().getField(name).pos());
    }

    private static void put(SpecificRecord statement, String name, @Nullable Object value) {
        statement.put(statement.getSchema().getField(name).pos(), value);
    }

    /** Returns a statement that can be changed without changing this one. */
    public static SpecificRecord copy(SpecificRecord statement) {
        SpecificRecordBase copy;
        if (statement instanceof VitalSigns one) {
            copy = VitalSigns.newBuilder(one).build();
        } else if (statement instanceof NeuroAssessment one) {
            copy = NeuroAssessment.newBuilder(one).build();
        } else if (statement instanceof BlockPerformed one) {
            copy = BlockPerformed.newBuilder(one).build();
        } else if (statement instanceof CareEvent one) {
            copy = CareEvent.newBuilder(one).build();
        } else {
            throw new IllegalArgumentException(statement.getClass() + " is no statement");
        }
        return copy;
    }
}
