package org.blockwatch.streams.detection;

import static org.blockwatch.event.SensationResult.NORMAL;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.Aspiration;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.Consciousness;
import org.blockwatch.event.Finding;
import org.blockwatch.event.Guidance;
import org.blockwatch.event.Injection;
import org.blockwatch.event.Laterality;
import org.blockwatch.event.Location;
import org.blockwatch.event.Modality;
import org.blockwatch.event.MotorGrade;
import org.blockwatch.event.Movement;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Reflex;
import org.blockwatch.event.ReflexFinding;
import org.blockwatch.event.ReflexResult;
import org.blockwatch.event.Region;
import org.blockwatch.event.Sensation;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.Side;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.event.VitalSigns;

/**
 * One line of a {@link Timeline}: an instant, a verb, and words.
 *
 * <ul>
 *   <li>every statement: its eventId first, then {@code charted:HH:MM} where it arrives later, {@code rev:N}, {@code bed:N}
 *   <li>{@code block ID left|right|bilateral [for:BLOCK] [first:HH:MM] [baseline:none] [anticoagulated] [anticoagulated:?] [no-contrast]
 *       [no-aspiration] [agent:MEPIVACAINE] [percent:2.0] [ml:0.5] [sedated] [protocol:NAME] [bed:N]}
 *   <li>{@code exam ID}: {@code slr:LR} with A able, U unable, N not testable, - not examined, ? behind them an
 *       unable leg of unknown side; ? in place of any side: not stated; {@code power:LR} a grade for
 *       every movement of a side; {@code HIP_FLEXION:L:3}; {@code touch|pin|temp|numb:L:L5:REDUCED}; {@code reflexes};
 *       {@code saddle|bladder|bowel|backpain:+} or {@code :-}; {@code radicular:LR}, {@code radicular:none}; {@code complete};
 *       {@code purpose:PRE_PROCEDURE}; {@code bed:N}
 *   <li>{@code vitals ID}: {@code hr rr spo2 scale sys temp news}, each {@code :N}; {@code acvpu:A}; {@code air}, {@code o2};
 *       {@code well}
 *   <li>{@code care ID KIND}; {@code retract ID rev:N}: entered in error
 * </ul>
 */
public record StatementJson(String text, Instant at, String verb, String[] words) {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
    private static final Map<Character, Side> SIDES = Map.of('L', Side.LEFT, 'R', Side.RIGHT);
    private static final Map<Character, Side> ANY_SIDES = Map.of('L', Side.LEFT, 'R', Side.RIGHT, '?', Side.UNKNOWN);
    private static final Map<Character, StraightLegRaiseResult> RAISES = Map.of(
            'A', StraightLegRaiseResult.ABLE,
            'U', StraightLegRaiseResult.UNABLE,
            'N', StraightLegRaiseResult.NOT_TESTABLE);
    private static final Map<String, Modality> MODALITIES = Map.of(
            "touch", Modality.LIGHT_TOUCH,
            "pin", Modality.PINPRICK,
            "temp", Modality.TEMPERATURE,
            "numb", Modality.NUMBNESS);
    private static final List<Movement> MOVEMENTS = Arrays.stream(Movement.values())
            .filter(movement -> movement != Movement.UNKNOWN)
            .toList();

    public static StatementJson parse(String text) {
        String[] parts = text.strip().split(" +");
        return new StatementJson(text, instant(parts[0]), parts[1], Arrays.copyOfRange(parts, 2, parts.length));
    }

    /** When it arrives. */
    Instant arrival() {
        String charted = value("charted");
        return charted == null ? at : instant(charted);
    }

    public SpecificRecord statement() {
        return switch (verb) {
            case "block" -> block();
            case "exam" -> exam();
            case "vitals" -> vitals();
            case "care" -> care();
            case "retract" -> retraction();
            default -> throw new IllegalArgumentException("no verb " + verb + " in: " + text);
        };
    }

    private SpecificRecord block() {
        String first = value("first");
        return BlockPerformed.newBuilder()
                .setEventId(words[0])
                .setPatientId("p1")
                .setRevision(revision())
                .setOccurredAt(at)
                .setBlockId(value("for") == null ? words[0] : value("for"))
                .setFirstDoseAt(first == null ? null : instant(first))
                .setProtocol(value("protocol") == null ? "lumbar-medial-branch-block" : value("protocol"))
                .setLaterality(Laterality.valueOf(words[1].toUpperCase(Locale.ROOT)))
                .setInjections(List.of(new Injection(
                        "L4",
                        Side.LEFT,
                        value("agent") == null ? "LIDOCAINE" : value("agent"),
                        number("percent", 1.0),
                        number("ml", 0.25))))
                .setGuidance(has("no-contrast") ? Guidance.FLUOROSCOPY : Guidance.FLUOROSCOPY_WITH_CONTRAST)
                .setAspiration(has("no-aspiration") ? Aspiration.NOT_DONE : Aspiration.NEGATIVE)
                .setLocation(location())
                .setSedation(has("sedated") ? "midazolam 2 mg" : null)
                .setAnticoagulated(has("anticoagulated"))
                .setAnticoagulationNotStated(has("anticoagulated:?"))
                .setBaseline(
                        has("baseline:none") ? null : NeuroExam.newBuilder().build())
                .build();
    }

    private SpecificRecord exam() {
        String purpose = value("purpose");
        NeuroExam exam = NeuroExam.newBuilder().build();
        exam.setStraightLegRaise(new ArrayList<>());
        exam.setMotor(new ArrayList<>());
        exam.setSensation(new ArrayList<>());
        exam.setReflexes(new ArrayList<>());
        for (String word : words) {
            examine(exam, word.split(":"));
        }
        return NeuroAssessment.newBuilder()
                .setEventId(words[0])
                .setPatientId("p1")
                .setRevision(revision())
                .setOccurredAt(at)
                .setPurpose(purpose == null ? AssessmentPurpose.POST_BLOCK : AssessmentPurpose.valueOf(purpose))
                .setLocation(location())
                .setExam(exam)
                .build();
    }

    private static void examine(NeuroExam exam, String[] word) {
        switch (word[0]) {
            case "slr" -> {
                if (word[1].endsWith("?")) {
                    exam.getStraightLegRaise().add(new StraightLegRaise(Side.UNKNOWN, StraightLegRaiseResult.UNABLE));
                }
                if (word[1].length() < 2) {
                    return;
                }
                SIDES.forEach((letter, side) -> {
                    StraightLegRaiseResult result = RAISES.get(word[1].charAt(side == Side.LEFT ? 0 : 1));
                    if (result != null) {
                        exam.getStraightLegRaise().add(new StraightLegRaise(side, result));
                    }
                });
            }
            case "power" ->
                MOVEMENTS.forEach(movement -> SIDES.forEach((letter, side) -> {
                    char grade = word[1].charAt(side == Side.LEFT ? 0 : 1);
                    if (grade != '-') {
                        exam.getMotor().add(new MotorGrade(side, movement, grade - '0'));
                    }
                }));
            case "touch", "pin", "temp", "numb" ->
                exam.getSensation()
                        .add(new Sensation(
                                ANY_SIDES.get(word[1].charAt(0)),
                                Region.valueOf(word[2]),
                                MODALITIES.get(word[0]),
                                SensationResult.valueOf(word[3]),
                                null));
            case "reflexes" ->
                SIDES.forEach((letter, side) -> {
                    exam.getReflexes().add(new ReflexFinding(side, Reflex.KNEE, ReflexResult.NORMAL));
                    exam.getReflexes().add(new ReflexFinding(side, Reflex.ANKLE, ReflexResult.BRISK));
                });
            case "complete" -> {
                examine(exam, new String[] {"slr", "AA"});
                examine(exam, new String[] {"power", "55"});
                examine(exam, new String[] {"reflexes"});
                SIDES.forEach((letter, side) ->
                        exam.getSensation().add(new Sensation(side, Region.L5, Modality.LIGHT_TOUCH, NORMAL, null)));
            }
            case "saddle" -> exam.setSaddleAnaesthesia(finding(word[1]));
            case "bladder" -> exam.setBladderDysfunction(finding(word[1]));
            case "bowel" -> exam.setBowelDysfunction(finding(word[1]));
            case "backpain" -> exam.setSevereBackPain(finding(word[1]));
            case "radicular" ->
                exam.setRadicularSymptoms(ANY_SIDES.entrySet().stream()
                        .filter(side -> word[1].indexOf(side.getKey()) >= 0)
                        .map(Map.Entry::getValue)
                        .toList());
            default -> {
                if (Arrays.stream(Movement.values())
                        .anyMatch(movement -> movement.name().equals(word[0]))) {
                    exam.getMotor()
                            .add(new MotorGrade(
                                    ANY_SIDES.get(word[1].charAt(0)),
                                    Movement.valueOf(word[0]),
                                    Integer.parseInt(word[2])));
                }
            }
        }
    }

    private SpecificRecord vitals() {
        boolean well = has("well");
        Double temperature = number("temp", well ? 36.8 : null);
        String level = value("acvpu");
        return VitalSigns.newBuilder()
                .setEventId(words[0])
                .setPatientId("p1")
                .setRevision(revision())
                .setOccurredAt(at)
                .setLocation(location())
                .setHeartRate(integer("hr", well ? 72 : null))
                .setRespiratoryRate(integer("rr", well ? 16 : null))
                .setSpo2(integer("spo2", well ? 97 : null))
                .setSpo2Scale(integer("scale", 1))
                .setSupplementalOxygen(has("o2") ? Boolean.TRUE : has("air") || well ? Boolean.FALSE : null)
                .setSystolic(integer("sys", well ? 120 : null))
                .setTemperature(temperature)
                .setConsciousness(level != null ? Consciousness.valueOf(level) : well ? Consciousness.A : null)
                .setReportedNews2(integer("news", null))
                .build();
    }

    private SpecificRecord care() {
        return CareEvent.newBuilder()
                .setEventId(words[0])
                .setPatientId("p1")
                .setRevision(revision())
                .setOccurredAt(at)
                .setLocation(location())
                .setKind(CareEventKind.valueOf(words[1]))
                .build();
    }

    /** What it was does not matter: a retraction needs only the common fields. */
    private SpecificRecord retraction() {
        return NeuroAssessment.newBuilder()
                .setEventId(words[0])
                .setPatientId("p1")
                .setRevision(revision())
                .setStatus(StatementStatus.ENTERED_IN_ERROR)
                .setOccurredAt(at)
                .build();
    }

    private Location location() {
        return value("bed") == null ? null : new Location("PACU", value("bed"));
    }

    private int revision() {
        return integer("rev", 0);
    }

    private boolean has(String word) {
        return List.of(words).contains(word);
    }

    private String value(String name) {
        return Arrays.stream(words)
                .filter(word -> word.startsWith(name + ":"))
                .map(word -> word.substring(name.length() + 1))
                .findFirst()
                .orElse(null);
    }

    private Integer integer(String name, Integer otherwise) {
        return value(name) == null ? otherwise : Integer.valueOf(value(name));
    }

    private Double number(String name, Double otherwise) {
        return value(name) == null ? otherwise : Double.valueOf(value(name));
    }

    private static Finding finding(String sign) {
        return sign.equals("+") ? Finding.PRESENT : Finding.ABSENT;
    }

    /** {@code 13:00}, {@code 12:59:59.999}, {@code 2+13:00} two days later. */
    private static Instant instant(String time) {
        int plus = time.indexOf('+');
        int days = plus < 0 ? 0 : Integer.parseInt(time.substring(0, plus));
        Duration ofDay = Duration.between(LocalTime.MIDNIGHT, LocalTime.parse(time.substring(plus + 1)));
        return MIDNIGHT.plus(Duration.ofDays(days)).plus(ofDay);
    }
}
