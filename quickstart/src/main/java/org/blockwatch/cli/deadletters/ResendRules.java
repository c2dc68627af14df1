package org.blockwatch.cli.deadletters;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.cli.kafka.AdmissionCheck;
import org.blockwatch.schemas.Topics;
import org.blockwatch.streams.intake.Refusal;
import org.blockwatch.streams.intake.Refusal.Reason;
import org.blockwatch.streams.statement.StatementAdmission;
import org.jspecify.annotations.Nullable;

/**
 * Which letters may be sent again, and under which key. What would only be refused once more stays where it is: so a
 * mistake cannot go round in a circle.
 */
public final class ResendRules {

    /** What a record is refused for by what the running system knows, which does not change by waiting. */
    private static final Set<Reason> STANDING = EnumSet.of(Reason.CONFLICTING_REVISION, Reason.REFUSED_CAUSE);

    private final Options options;
    private final Decoder decoder;
    private final AdmissionCheck admission = new AdmissionCheck();

    /**
     * What a person has asked for.
     *
     * @param again also letters that have been sent again before
     * @param keyFromRecord under the patientId that the record states, where its key is another
     * @param unchecked also what would be refused
     */
    public record Options(boolean again, boolean keyFromRecord, boolean unchecked) {}

    /** Reads the bytes of a topic's record. */
    @FunctionalInterface
    public interface Decoder {
        /**
         * Decodes the value of a record of a topic.
         *
         * @throws SerializationException if it cannot be decoded
         */
        @Nullable
        SpecificRecord decode(String topic, byte[] value);
    }

    /** What is to be done with a letter. */
    public sealed interface Decision {}

    /**
     * It goes to its own topic.
     *
     * @param key its patientId, whatever the client had made the key
     */
    public record Send(Topics topic, String key) implements Decision {}

    /** It stays. */
    public record Stay(String why) implements Decision {}

    /** It stays for now: sent again then, it will be let in. */
    public record Wait(Instant until) implements Decision {}

    /** Rules for one run. */
    public ResendRules(Options options, Decoder decoder) {
        this.options = options;
        this.decoder = decoder;
    }

    /**
     * Decides on a letter.
     *
     * @param mark that it was sent again before, if it was
     * @param now when it would arrive
     */
    public Decision decide(StoredLetter letter, Optional<ResendMark> mark, Instant now) {
        if (mark.isPresent() && !options.again()) {
            return new Stay("sent again at %s by %s; --again sends it once more"
                    .formatted(mark.get().at(), mark.get().by()));
        }
        if (letter.isCut()) {
            return new Stay("its bytes were too many to be kept whole: its source must send it again");
        }
        var topic = Topics.named(letter.source());
        if (topic.isEmpty() || !isFromOutside(topic.get())) {
            return new Stay("records of %s are the applications' own: what they tell is told again by them"
                    .formatted(letter.source()));
        }
        return options.unchecked() ? unchecked(letter, topic.get()) : checked(letter, topic.get(), now);
    }

    private static boolean isFromOutside(Topics topic) {
        return Topics.STATEMENTS.contains(topic) || topic == Topics.ALERT_RESPONSES;
    }

    private Decision unchecked(StoredLetter letter, Topics topic) {
        var key = letter.key();
        if (key != null && !options.keyFromRecord()) {
            return new Send(topic, key);
        }
        return decoded(letter)
                .record()
                .<Decision>map(record -> new Send(topic, Topics.key(record)))
                .orElse(new Stay("it has no key, and its patientId cannot be read"));
    }

    private Decision checked(StoredLetter letter, Topics topic, Instant now) {
        var decoded = decoded(letter);
        if (decoded.record().isEmpty()) {
            return new Stay("it still cannot be decoded: " + decoded.problem());
        }
        var record = decoded.record().get();
        var key = letter.key();
        var patient = Topics.key(record);
        if (key != null && !key.equals(patient) && !options.keyFromRecord()) {
            return new Stay("its key is another than its patientId, and only its source knows which is right;"
                    + " --key-from-record takes the patientId");
        }
        for (var standing : STANDING) {
            if (standing.name().equals(letter.reason())) {
                return new Stay("it would be refused again: " + letter.reason() + ", " + letter.detail());
            }
        }
        return admission
                .refusal(record, now)
                .map(refusal -> refused(refusal, record))
                .orElse(new Send(topic, patient));
    }

    private static Decision refused(Refusal refusal, SpecificRecord record) {
        if (refusal.reason() == Reason.FUTURE_DATED) {
            var occurredAt = (Instant)
                    record.get(record.getSchema().getField("occurredAt").pos());
            return new Wait(occurredAt.minus(StatementAdmission.FUTURE));
        }
        return new Stay("it would be refused again: " + refusal.reason() + ", " + refusal.getMessage());
    }

    /** What the bytes of a letter are; without a record the problem says why. */
    record Decoded(Optional<SpecificRecord> record, String problem) {}

    /**
     * Decodes a letter.
     *
     * @throws RetriableException if the registry cannot be asked: that says nothing about the letter
     */
    Decoded decoded(StoredLetter letter) {
        var bytes = letter.record().value();
        if (bytes == null) {
            return new Decoded(Optional.empty(), "it has no value");
        }
        try {
            var record = decoder.decode(letter.source(), bytes);
            return new Decoded(Optional.ofNullable(record), "it holds nothing");
        } catch (SerializationException e) {
            if (e.getCause() instanceof RetriableException outage) {
                throw outage;
            }
            var cause = e.getCause();
            return new Decoded(
                    Optional.empty(),
                    cause == null || cause.getMessage() == null
                            ? String.valueOf(e.getMessage())
                            : e.getMessage() + ": " + cause.getMessage());
        }
    }
}
