package org.blockwatch.cli.kafka;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.clinical.Protocols;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.schemas.Topics;
import org.blockwatch.streams.intake.Refusal;
import org.blockwatch.streams.site.SitePractice;
import org.blockwatch.streams.statement.PlausibilityFilter;
import org.blockwatch.streams.statement.StatementAdmission;

/**
 * Asks beforehand what the running application would say of a statement, by the application's own rules. What only a
 * running system knows is not asked: which protocols it has loaded, and which statements it has had.
 */
public final class AdmissionCheck {

    private static final String DEFAULT_PROTOCOL =
            (String) BlockPerformed.getClassSchema().getField("protocol").defaultVal();

    private final Protocols protocols = SitePractice.shipped().protocols();
    private final StatementAdmission admission =
            new StatementAdmission(1, protocols, new PlausibilityFilter(new SimpleMeterRegistry()));

    /**
     * Returns why a statement would be refused; empty if it would be let in, or is no statement but an answer.
     *
     * @param arrival when it would arrive
     */
    public Optional<Refusal> refusal(SpecificRecord record, Instant arrival) {
        if (!Topics.STATEMENTS.contains(Topics.carrying(record.getClass()))) {
            return Optional.empty();
        }
        // A copy, because what is let in loses its impossible values, and the application is to count them.
        var copy = SpecificData.get().deepCopy(record.getSchema(), record);
        if (copy instanceof BlockPerformed block) {
            block.setProtocol(DEFAULT_PROTOCOL);
        }
        try {
            admission.admit(Topics.key(copy), copy, 0, arrival);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal);
        }
    }
}
