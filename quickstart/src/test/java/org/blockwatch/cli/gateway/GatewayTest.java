package org.blockwatch.cli.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.FeedKind;
import org.blockwatch.event.FeedState;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One gateway for all tests of this class; each has patients of its own. */
@WithPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {

    private final Instant now = EngineClock.system().now().truncatedTo(ChronoUnit.SECONDS);
    private GatewaySite site;

    @BeforeAll
    void start(Platform platform, @TempDir Path folder) throws Exception {
        site = new GatewaySite(platform, folder, Map.of());
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void shouldAnswerEveryMessageOfOneWriteInOrder() {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < 50; i++) {
            all.writeBytes(MllpClient.framed(
                    GatewaySite.vitals("w" + i, "one-write", "o" + i, now.minusSeconds(600 - i), 60 + i)));
        }
        var answers = new ArrayList<String>();
        try (var client = site.client()) {
            client.write(all.toByteArray());
            for (int i = 0; i < 50; i++) {
                answers.add(MllpClient.msa(client.read()));
            }
        }
        assertThat(answers)
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "AA w" + i).toList());
        assertThat(site.of(Topics.VITALS, VitalSigns.class, "one-write"))
                .as("once, and in the order sent")
                .extracting(VitalSigns::getHeartRate)
                .isEqualTo(IntStream.range(60, 110).boxed().toList());
    }

    @Test
    void shouldMakeOneStatementOfASetAndAnotherOfAnOlderMember() {
        var message = GatewaySite.header("ORU^R01", "c1") + "PID|1||set^^^H^MR\rPV1|1|I|PACU^R1^B7\r"
                + "OBR|1||f1|VITALS|||" + GatewaySite.stamp(now) + "\r"
                + "OBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC||72.5|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R\r"
                + "OBX||NM|8310-5^T^LN||98.6|[degF]|||||F\r"
                + "OBX|3|NM|150301^MDC_PRESS_CUFF_SYS^MDC||120|266016^MDC_DIM_MMHG^MDC|||||R|||"
                + GatewaySite.stamp(now.minusSeconds(1440)) + "\r";
        try (var client = site.client()) {
            assertThat(MllpClient.msa(client.send(message))).isEqualTo("AA c1");
        }
        var vitals = site.of(Topics.VITALS, VitalSigns.class, "set");
        assertThat(vitals).hasSize(2);
        assertThat(vitals.get(0).getHeartRate()).isEqualTo(73);
        assertThat(vitals.get(0).getTemperature()).isEqualTo(37.0);
        assertThat(vitals.get(0).getOccurredAt()).isEqualTo(now);
        assertThat(vitals.get(0).getLocation().getBed()).isEqualTo("B7");
        assertThat(vitals.get(1).getSystolic()).isEqualTo(120);
        assertThat(vitals.get(1).getOccurredAt()).isEqualTo(now.minusSeconds(1440));
    }

    @Test
    void shouldCorrectAMemberOfASetAndLeaveTheOthers() {
        try (var client = site.client()) {
            client.send(GatewaySite.vitals("k1", "corrected", "f9", now, 200));
            var correction = GatewaySite.header("ORU^R01", "k2") + "PID|1||corrected^^^H^MR\rOBR|1||f9|VITALS^^L|||"
                    + GatewaySite.stamp(now) + "\rOBX|1|NM|8867-4^HR^LN||80|/min|||||C\r";
            assertThat(MllpClient.msa(client.send(correction))).isEqualTo("AA k2");
            assertThat(MllpClient.msa(client.send(correction))).as("a resend").isEqualTo("AA k2");
            assertThat(MllpClient.msa(client.send(GatewaySite.header("ORU^R01", "k3")
                            + "PID|1||corrected^^^H^MR\rOBR|1||f9|VITALS^^L|||" + GatewaySite.stamp(now)
                            + "\rOBX|1|NM|8867-4^HR^LN||80|/min|||||W\rOBX|2|NM|9279-1^RR^LN||16|/min|||||D\r")))
                    .isEqualTo("AA k3");
        }
        var versions = site.of(Topics.VITALS, VitalSigns.class, "corrected");
        assertThat(versions)
                .extracting(VitalSigns::getEventId)
                .containsOnly(versions.get(0).getEventId());
        assertThat(versions)
                .extracting(
                        VitalSigns::getRevision,
                        VitalSigns::getStatus,
                        VitalSigns::getHeartRate,
                        VitalSigns::getRespiratoryRate)
                .containsExactly(
                        tuple(0, StatementStatus.FINAL, 200, 16),
                        tuple(1, StatementStatus.AMENDED, 80, 16),
                        tuple(1, StatementStatus.AMENDED, 80, 16),
                        tuple(2, StatementStatus.ENTERED_IN_ERROR, null, null));
    }

    @Test
    void shouldTakeBlocksAndExaminationsByTheMap() {
        var block = GatewaySite.header("ORU^R01", "b1") + "PID|1||blocked^^^H^MR\rOBR|1||blk7|LMBB^Block^L|||"
                + GatewaySite.stamp(now) + "\r"
                + "OBX|1|TS|LAST-DOSE^^L||" + GatewaySite.stamp(now.minusSeconds(3600)) + "||||||F\r"
                + "OBX|2|ST|BLOCK-SIDE^^L||L||||||F\rOBX|3|ST|GUIDANCE^^L||FC||||||F\r"
                + "OBX|4|ST|INJ-LEVEL^^L|1|L4||||||F\rOBX|5|ST|INJ-AGENT^^L|1|Lidocaine||||||F\r"
                + "OBX|6|NM|INJ-CONC^^L|1|1.0|%|||||F\rOBX|7|NM|INJ-VOL^^L|1|0.25|mL|||||F\r";
        var exam = GatewaySite.header("ORU^R01", "e1") + "PID|1||blocked^^^H^MR\rOBR|1||ex7|NEURO-POST^^L|||"
                + GatewaySite.stamp(now) + "\r"
                + "OBX|1|CE|LIFT-L^^L||N||||||F\rOBX|2|CE|LIFT-R^^L||Y||||||F\rOBX|3|NM|MRC-KE-L^^L||3||||||F\r";
        try (var client = site.client()) {
            assertThat(MllpClient.msa(client.send(block))).isEqualTo("AA b1");
            assertThat(MllpClient.msa(client.send(exam))).isEqualTo("AA e1");
            assertThat(MllpClient.msa(client.send(block.replace("||||||F", "||||||W")
                            .replace("|||||F", "|||||W")
                            .replace("||FC|", "||?|"))))
                    .isEqualTo("AA b1");
        }
        assertThat(site.of(Topics.BLOCKS, BlockPerformed.class, "blocked"))
                .extracting(BlockPerformed::getStatus, BlockPerformed::getRevision)
                .containsExactly(tuple(StatementStatus.FINAL, 0), tuple(StatementStatus.ENTERED_IN_ERROR, 1));
        var performed = site.of(Topics.BLOCKS, BlockPerformed.class, "blocked").get(0);
        assertThat(performed.getOccurredAt()).isEqualTo(now.minusSeconds(3600));
        assertThat(performed.getInjections()).singleElement().satisfies(one -> {
            assertThat(one.getAgent()).isEqualTo("LIDOCAINE");
            assertThat(one.getVolumeMl()).isEqualTo(0.25);
        });
        var assessed =
                site.of(Topics.ASSESSMENTS, NeuroAssessment.class, "blocked").get(0);
        assertThat(assessed.getExam().getStraightLegRaise())
                .extracting(raise -> raise.getResult())
                .containsExactly(StraightLegRaiseResult.UNABLE, StraightLegRaiseResult.ABLE);
        assertThat(assessed.getExam().getMotor())
                .singleElement()
                .satisfies(one -> assertThat(one.getGrade()).isEqualTo(3));
    }

    private String adt(String trigger, String control, String patient, String place, Instant at) {
        return GatewaySite.header("ADT^" + trigger, control) + "EVN||" + GatewaySite.stamp(at) + "\rPID|1||" + patient
                + "^^^H^MR\rPV1|1|I|" + place + "||||||||||||||||V1\r";
    }

    @Test
    void shouldFollowAPatientThroughTheHouseAndTakeBackWhatIsCancelled() {
        try (var client = site.client()) {
            client.send(adt("A01", "a1", "moving", "PACU^1^1", now.minusSeconds(5000)));
            client.send(adt("A02", "a2", "moving", "WARD^2^2", now.minusSeconds(4000)));
            client.send(adt("A12", "a3", "moving", "PACU^1^1", now.minusSeconds(3900)));
            client.send(adt("A03", "a4", "moving", "PACU^1^1", now.minusSeconds(300)));
            client.send(adt("A13", "a5", "moving", "PACU^1^1", now.minusSeconds(200)));
            client.send(GatewaySite.vitals("a6", "moving", "v", now, 70));
        }
        assertThat(site.of(Topics.CARE_EVENTS, CareEvent.class, "moving"))
                .extracting(CareEvent::getKind, CareEvent::getStatus)
                .containsExactly(
                        tuple(CareEventKind.ARRIVED, StatementStatus.FINAL),
                        tuple(CareEventKind.TRANSFERRED_UNMONITORED, StatementStatus.FINAL),
                        tuple(CareEventKind.TRANSFERRED_UNMONITORED, StatementStatus.ENTERED_IN_ERROR),
                        tuple(CareEventKind.DISCHARGED, StatementStatus.FINAL),
                        tuple(CareEventKind.DISCHARGED, StatementStatus.ENTERED_IN_ERROR));
        assertThat(site.of(Topics.VITALS, VitalSigns.class, "moving")
                        .get(0)
                        .getLocation()
                        .getUnit())
                .as("where the gateway knows the patient to be")
                .isEqualTo("PACU");
    }

    @Test
    void shouldTellBoardsHowEachSourceStands() {
        try (var client = site.client()) {
            client.send(GatewaySite.vitals("f1", "feed", "fv", now, 70));
        }
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(site.of(Topics.FEEDS, FeedState.class, "door:example"))
                        .last()
                        .satisfies(row -> {
                            assertThat(row.getKind()).isEqualTo(FeedKind.DOOR);
                            assertThat(row.getLastArrivalAt()).isAfterOrEqualTo(now);
                            assertThat(row.getSilentSince()).isNull();
                            assertThat(row.getLimit()).isEqualTo(3_600_000);
                        }));
    }

    @Test
    void shouldTakeWhoCameLongAgoAsHere() {
        try (var client = site.client()) {
            assertThat(MllpClient.msa(
                            client.send(adt("A01", "l1", "long-here", "ICU^1^4", now.minus(20, ChronoUnit.DAYS)))))
                    .isEqualTo("AA l1");
            client.send(GatewaySite.vitals("l2", "long-here", "lv", now, 70));
        }
        assertThat(site.of(Topics.CARE_EVENTS, CareEvent.class, "long-here")).isEmpty();
        assertThat(site.of(Topics.VITALS, VitalSigns.class, "long-here")
                        .get(0)
                        .getLocation()
                        .getBed())
                .isEqualTo("4");
    }

    private static String merge(String control, String survivor, String prior) {
        return GatewaySite.header("ADT^A40^ADT_A39", control) + "EVN||"
                + GatewaySite.stamp(EngineClock.system().now()) + "\rPID|1||" + survivor + "^^^H^MR\rMRG|" + prior
                + "^^^H^MR\r";
    }

    @Test
    void shouldMoveWhatWasSentUnderThePriorIdentityAndRefuseTheReverse() {
        try (var client = site.client()) {
            client.send(GatewaySite.vitals("m1", "prior", "mv", now.minusSeconds(60), 75));
            assertThat(MllpClient.msa(client.send(merge("m2", "survivor", "prior"))))
                    .isEqualTo("AA m2");
            assertThat(MllpClient.msa(client.send(merge("m2", "survivor", "prior"))))
                    .as("again")
                    .isEqualTo("AA m2");
            client.send(GatewaySite.vitals("m3", "prior", "mw", now, 76));
            assertThat(MllpClient.msa(client.send(merge("m4", "prior", "survivor"))))
                    .isEqualTo("AR m4");
            assertThat(MllpClient.msa(client.send(merge("m5", "survivor", "survivor"))))
                    .isEqualTo("AR m5");
        }
        assertThat(site.of(Topics.VITALS, VitalSigns.class, "prior"))
                .extracting(VitalSigns::getStatus)
                .containsExactly(StatementStatus.FINAL, StatementStatus.ENTERED_IN_ERROR);
        assertThat(site.of(Topics.VITALS, VitalSigns.class, "survivor"))
                .extracting(VitalSigns::getHeartRate)
                .containsExactly(75, 76);
    }

    @Test
    void shouldRefuseByNameAndKeepWhatCanNeverBeUsed() {
        var before = site.raw(Topics.DEAD_LETTERS).size();
        var answers = new ArrayList<String>();
        try (var client = site.client()) {
            answers.add(client.send(GatewaySite.vitals("r1", "refused", "x", now.plusSeconds(3600), 70)));
            answers.add(client.send("no header"));
            answers.add(client.send(GatewaySite.header("ORU^R01", "r3")
                    + "PID|1||refused^^^H^MR\rOBR|1||y|V|||20260301\r" + "OBX|1|NM|8867-4^HR^LN||70|/min|||||F\r"));
            client.write("\u000bMSH|^~\\&|A|B\rPID|1||caf".getBytes(UTF_8));
            client.write(new byte[] {(byte) 0xE9, 0x1c, '\r'});
            answers.add(client.read());
            client.write("\u000bMSH|^~\\&|A|B|||1||ORU^R01|r5\r\u000bMSH|^~\\&|A|B\r\u001c\r".getBytes(UTF_8));
            answers.add(client.read());
            assertThat(MllpClient.msa(client.send(GatewaySite.vitals("r6", "refused", "z", now, 70))))
                    .as("the connection goes on")
                    .isEqualTo("AA r6");
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer).contains("MSA|AR"));
        assertThat(answers.get(0)).contains("1 h ahead: the zone of example?");
        assertThat(answers.get(1)).contains("no MSH");
        assertThat(answers.get(2)).contains("a date alone");
        assertThat(answers.get(3)).contains("is not UTF-8");
        assertThat(answers.get(4)).contains("within a frame");
        assertThat(site.raw(Topics.DEAD_LETTERS)).hasSize(before + 5);
    }

    @Test
    void shouldTolerateWhatSendersReallyWrite() {
        var lines = GatewaySite.vitals("t", "tolerant", "T", now, 64);
        List<byte[]> shapes = List.of(
                MllpClient.framed(lines.replace("\r", "\n")),
                MllpClient.framed(lines.replace("\r", "\r\n")),
                MllpClient.framed("\ufeff" + lines.strip()),
                ("\u0000\r\n\u000b" + lines + "\u001c").getBytes(UTF_8),
                ("\u000b" + lines + "ZXY|1|extension\r\u001c\r\n\n").getBytes(UTF_8));
        try (var client = site.client()) {
            for (var shape : shapes) {
                for (byte one : shape) {
                    client.write(new byte[] {one});
                }
                assertThat(MllpClient.msa(client.read())).isEqualTo("AA t");
            }
        }
        assertThat(site.of(Topics.VITALS, VitalSigns.class, "tolerant"))
                .as("resends say the same under one identity")
                .hasSize(shapes.size())
                .allSatisfy(one -> assertThat(one.getHeartRate()).isEqualTo(64))
                .extracting(VitalSigns::getEventId)
                .containsOnly(site.of(Topics.VITALS, VitalSigns.class, "tolerant")
                        .get(0)
                        .getEventId());
    }
}
