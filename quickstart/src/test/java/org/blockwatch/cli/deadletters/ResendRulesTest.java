package org.blockwatch.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.blockwatch.cli.deadletters.ResendRules.Decision;
import org.blockwatch.cli.deadletters.ResendRules.Options;
import org.blockwatch.cli.deadletters.ResendRules.Send;
import org.blockwatch.cli.deadletters.ResendRules.Stay;
import org.blockwatch.cli.deadletters.ResendRules.Wait;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.schemas.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be sent again, and under which key. */
class ResendRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Options PLAIN = new Options(false, false, false);

    @ParameterizedTest
    @ValueSource(strings = {"WRONG_PARTITION", "UNKNOWN_PROTOCOL", "PROCESSING_FAILED", "UNDECODABLE"})
    void shouldSendWhatIsLetInNow(String reason) {
        assertThat(decide(PLAIN, letter(reason, "p1"), vitals("p1", NOW))).isEqualTo(new Send(Topics.VITALS, "p1"));
    }

    @Test
    void shouldGiveARecordWithoutAKeyItsPatient() {
        assertThat(decide(PLAIN, letter("MISSING_FIELD", null), vitals("p1", NOW)))
                .isEqualTo(new Send(Topics.VITALS, "p1"));
    }

    @Test
    void shouldNotChooseBetweenAKeyAndAPatient() {
        var letter = letter("KEY_MISMATCH", "p2");

        assertThat(decide(PLAIN, letter, vitals("p1", NOW))).isInstanceOf(Stay.class);
        assertThat(decide(new Options(false, true, false), letter, vitals("p1", NOW)))
                .isEqualTo(new Send(Topics.VITALS, "p1"));
    }

    @Test
    void shouldWaitUntilTheVeryMillisecondAtWhichItIsLetIn() {
        var letIn = NOW.plus(Duration.ofMinutes(25));

        assertThat(decide(PLAIN, letter("FUTURE_DATED", "p1"), vitals("p1", letIn.plusMillis(1))))
                .isEqualTo(new Wait(NOW.plusMillis(1)));
        assertThat(decide(PLAIN, letter("FUTURE_DATED", "p1"), vitals("p1", letIn)))
                .isEqualTo(new Send(Topics.VITALS, "p1"));
    }

    @Test
    void shouldKeepWhatWouldBeRefusedAgain() {
        var old = vitals("p1", NOW.minus(Duration.ofHours(97)));

        assertThat(decide(PLAIN, letter("TOO_OLD", "p1"), old))
                .isInstanceOfSatisfying(
                        Stay.class, stay -> assertThat(stay.why()).startsWith("it would be refused again: TOO_OLD"));
        assertThat(decide(PLAIN, letter("CONFLICTING_REVISION", "p1"), vitals("p1", NOW)))
                .isInstanceOf(Stay.class);
        assertThat(decide(new Options(false, false, true), letter("TOO_OLD", "p1"), old))
                .isEqualTo(new Send(Topics.VITALS, "p1"));
    }

    @Test
    void shouldSendNothingTwiceUnasked() {
        var letter = letter("WRONG_PARTITION", "p1");
        var mark = Optional.of(new ResendMark(letter.id(), NOW, "kim", "blockwatch.vitals 1"));

        assertThat(rules(PLAIN, vitals("p1", NOW)).decide(letter, mark, NOW))
                .isInstanceOfSatisfying(
                        Stay.class, stay -> assertThat(stay.why()).contains("by kim", "--again"));
        assertThat(rules(new Options(true, false, false), vitals("p1", NOW)).decide(letter, mark, NOW))
                .isInstanceOf(Send.class);
    }

    @Test
    void shouldNeverSendWhatTheApplicationsWriteThemselves() {
        var page = LetterExamples.letter(
                "UNDECODABLE", "p1", "x".getBytes(UTF_8), Map.of("blockwatch.source.topic", "blockwatch.pages"));

        assertThat(decide(new Options(true, true, true), page, null)).isInstanceOf(Stay.class);
    }

    @Test
    void shouldNotSendHalfARecord() {
        var cut = LetterExamples.letter(
                "PROCESSING_FAILED", "p1", "x".getBytes(UTF_8), Map.of("blockwatch.cut.from", "2000000"));

        assertThat(decide(new Options(true, true, true), cut, vitals("p1", NOW)))
                .isInstanceOf(Stay.class);
    }

    @Test
    void shouldSayWhyItStillCannotBeDecoded() {
        assertThat(decide(PLAIN, letter("UNDECODABLE", "p1"), null))
                .isInstanceOfSatisfying(
                        Stay.class, stay -> assertThat(stay.why()).contains("still cannot be decoded", "no schema 7"));
    }

    private static Decision decide(Options options, StoredLetter letter, SpecificRecord record) {
        return rules(options, record).decide(letter, Optional.empty(), NOW);
    }

    private static ResendRules rules(Options options, SpecificRecord record) {
        return new ResendRules(options, (topic, value) -> {
            if (record == null) {
                throw new SerializationException("there is no schema 7");
            }
            return record;
        });
    }

    private static StoredLetter letter(String reason, String key) {
        return LetterExamples.letter(reason, key, "x".getBytes(UTF_8), Map.of());
    }

    private static VitalSigns vitals(String patient, Instant at) {
        return VitalSigns.newBuilder()
                .setEventId("v1")
                .setPatientId(patient)
                .setOccurredAt(at)
                .setHeartRate(70)
                .build();
    }

    /** Letters as the applications write them. */
    private static final class LetterExamples {

        static StoredLetter letter(String reason, String key, byte[] value, Map<String, String> more) {
            var record = new ConsumerRecord<>(
                    "blockwatch.dead-letters", 2, 1507L, key == null ? null : key.getBytes(UTF_8), value);
            Map.of(
                            "blockwatch.reason",
                            reason,
                            "blockwatch.detail",
                            "why",
                            "blockwatch.source.topic",
                            "blockwatch.vitals",
                            "blockwatch.at",
                            NOW.toString())
                    .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
            more.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
            return StoredLetter.of(record);
        }
    }
}
