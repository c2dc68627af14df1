package org.blockwatch.board.screen;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.event.Finding;
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
import org.blockwatch.event.StraightLegRaise;
import org.blockwatch.event.StraightLegRaiseResult;
import org.jspecify.annotations.Nullable;

/**
 * The form by which somebody examines at the bedside: its fields, what they say as an examination, and what is wrong with them. Nothing is
 * answered beforehand; what is not tested is not in the examination.
 */
public final class NeuroForm {

    /** What statements of the board name as their sending system. */
    public static final String SOURCE = "ward-board";

    /** The source of what staff chart here of a patient at home: nobody is there to be looked at. */
    public static final String TELEPHONE = "telephone";

    /** How the identity of every statement of the board begins. */
    public static final String EVENT = "board-";

    private static final List<Side> SIDES = List.of(Side.LEFT, Side.RIGHT);
    private static final String NOT_TESTED = "NOT_TESTED";

    /** What "normal everywhere" claims. */
    private static final List<Region> EVERYWHERE =
            List.of(Region.BACK, Region.L1, Region.L2, Region.L3, Region.L4, Region.L5, Region.S1, Region.S2);

    private static final List<Region> REGIONS = List.of(
            Region.BACK,
            Region.L1,
            Region.L2,
            Region.L3,
            Region.L4,
            Region.L5,
            Region.S1,
            Region.S2,
            Region.S3,
            Region.S4_S5);

    private static final Set<String> OWN = Set.of(SOURCE, TELEPHONE);

    private static final Map<String, String> FLAGS = new LinkedHashMap<>();

    static {
        FLAGS.put("saddle", "Numb between the legs");
        FLAGS.put("bladder", "Cannot pass or hold urine");
        FLAGS.put("bowel", "Cannot hold stool");
        FLAGS.put("pain", "Severe back pain");
    }

    private final Map<String, List<String>> fields;

    /** A form as it was filled in: what is not in it was not answered. */
    public NeuroForm(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** Returns the form as it would have been filled in for an examination. */
    public static NeuroForm of(NeuroExam exam) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        exam.getStraightLegRaise()
                .forEach(one -> fields.put(
                        "slr." + one.getSide(), List.of(one.getResult().name())));
        Map<Side, SensationResult> worst = new EnumMap<>(Side.class);
        exam.getSensation()
                .forEach(one -> worst.merge(one.getSide(), one.getResult(), (a, b) -> a.compareTo(b) >= 0 ? a : b));
        worst.forEach((side, result) -> {
            fields.put("touch." + side, List.of(result.name()));
            fields.put(
                    "where." + side,
                    exam.getSensation().stream()
                            .filter(one -> one.getSide() == side && one.getResult() != SensationResult.NORMAL)
                            .map(one -> one.getRegion().name())
                            .toList());
        });
        exam.getMotor()
                .forEach(one -> fields.put(
                        "power." + one.getMovement() + "." + one.getSide(), List.of(String.valueOf(one.getGrade()))));
        exam.getReflexes()
                .forEach(one -> fields.put(
                        "reflex." + one.getReflex() + "." + one.getSide(),
                        List.of(one.getResult().name())));
        flag(fields, "saddle", exam.getSaddleAnaesthesia());
        flag(fields, "bladder", exam.getBladderDysfunction());
        flag(fields, "bowel", exam.getBowelDysfunction());
        flag(fields, "pain", exam.getSevereBackPain());
        return new NeuroForm(fields);
    }

    private static void flag(Map<String, List<String>> fields, String name, @Nullable Finding found) {
        if (found != null) {
            fields.put("flag." + name, List.of(found.name()));
        }
    }

    private Optional<String> answer(String field) {
        return Optional.ofNullable(fields.get(field))
                .filter(values -> !values.isEmpty())
                .map(values -> values.get(0));
    }

    /** Returns what has to be answered before it can be sent, a line each. "Not tested" is an answer. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Side side : SIDES) {
            if (answer("slr." + side).isEmpty()) {
                problems.add(
                        "Say whether the " + ScreenWords.side(side) + " leg can be raised, or that it was not tested.");
            }
            Optional<String> touch = answer("touch." + side);
            if (touch.isEmpty()) {
                problems.add("Say how the " + ScreenWords.side(side) + " leg feels, or that it was not tested.");
            } else if (List.of("REDUCED", "ABSENT").contains(touch.get())
                    && fields.getOrDefault("where." + side, List.of()).isEmpty()) {
                problems.add("Say where the " + ScreenWords.side(side) + " side is numb.");
            }
        }
        return problems;
    }

    /**
     * Returns what it says.
     *
     * @throws IllegalArgumentException if a field says what no form offers
     */
    public NeuroExam exam() {
        NeuroExam exam = NeuroExam.newBuilder().build();
        List<StraightLegRaise> raises = new ArrayList<>();
        List<Sensation> sensations = new ArrayList<>();
        List<MotorGrade> motor = new ArrayList<>();
        List<ReflexFinding> reflexes = new ArrayList<>();
        for (Side side : SIDES) {
            tested("slr." + side)
                    .ifPresent(value -> raises.add(new StraightLegRaise(side, StraightLegRaiseResult.valueOf(value))));
            tested("touch." + side).map(SensationResult::valueOf).ifPresent(result -> {
                List<Region> where = result == SensationResult.NORMAL
                        ? EVERYWHERE
                        : fields.getOrDefault("where." + side, List.of()).stream()
                                .map(Region::valueOf)
                                .toList();
                where.forEach(region -> sensations.add(Sensation.newBuilder()
                        .setSide(side)
                        .setRegion(region)
                        .setModality(Modality.LIGHT_TOUCH)
                        .setResult(result)
                        .build()));
            });
            ScreenWords.MOVEMENTS.keySet().stream()
                    .sorted()
                    .forEach(movement -> tested("power." + movement + "." + side)
                            .ifPresent(value -> motor.add(new MotorGrade(side, movement, grade(value)))));
            for (Reflex reflex : List.of(Reflex.KNEE, Reflex.ANKLE)) {
                tested("reflex." + reflex + "." + side)
                        .ifPresent(value -> reflexes.add(new ReflexFinding(side, reflex, ReflexResult.valueOf(value))));
            }
        }
        exam.setStraightLegRaise(raises);
        exam.setSensation(sensations);
        exam.setMotor(motor);
        exam.setReflexes(reflexes);
        exam.setSaddleAnaesthesia(flag("saddle"));
        exam.setBladderDysfunction(flag("bladder"));
        exam.setBowelDysfunction(flag("bowel"));
        exam.setSevereBackPain(flag("pain"));
        return exam;
    }

    private static int grade(String value) {
        if (!value.matches("[0-5]")) {
            throw new IllegalArgumentException("no grade");
        }
        return Integer.parseInt(value);
    }

    private Optional<String> tested(String field) {
        return answer(field).filter(value -> !value.equals(NOT_TESTED) && !value.isEmpty());
    }

    private @Nullable Finding flag(String name) {
        return tested("flag." + name).map(Finding::valueOf).orElse(null);
    }

    /** Returns what was answered, a line each, for a last look over it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Side side : SIDES) {
            String name = ScreenWords.side(side);
            answer("slr." + side).ifPresent(value -> lines.add("Straight-leg raise " + name + ": " + word(value)));
            answer("touch." + side)
                    .ifPresent(value -> lines.add("Light touch " + name + ": " + word(value)
                            + (List.of("REDUCED", "ABSENT").contains(value)
                                    ? " at " + String.join(", ", fields.getOrDefault("where." + side, List.of()))
                                    : value.equals("NORMAL") ? " everywhere (back, L1 to S2)" : "")));
        }
        ScreenWords.MOVEMENTS.forEach((movement, name) -> SIDES.forEach(side -> tested("power." + movement + "." + side)
                .ifPresent(value -> lines.add(name + " " + ScreenWords.side(side) + ": " + value + " of 5"))));
        for (Reflex reflex : List.of(Reflex.KNEE, Reflex.ANKLE)) {
            SIDES.forEach(side -> tested("reflex." + reflex + "." + side)
                    .ifPresent(value -> lines.add(
                            ScreenWords.of(reflex) + " reflex " + ScreenWords.side(side) + ": " + word(value))));
        }
        FLAGS.forEach((flag, name) -> tested("flag." + flag)
                .ifPresent(value -> lines.add(name + ": " + (value.equals("PRESENT") ? "yes" : "no"))));
        return lines;
    }

    private static String word(String value) {
        return value.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns every field that was answered, to be carried through the last look. */
    public List<Map<String, String>> hidden() {
        List<Map<String, String>> hidden = new ArrayList<>();
        fields.forEach((name, values) -> {
            if (name.matches("(slr|touch|where|power|reflex|flag|ago)\\..*|ago")) {
                values.forEach(value -> hidden.add(Map.of("name", name, "value", value)));
            }
        });
        return hidden;
    }

    /** Returns what the template shows: every question with its choices, and which is chosen. */
    public Map<String, Object> model() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put(
                "raises",
                SIDES.stream()
                        .map(side -> question(
                                "slr." + side,
                                ScreenWords.side(side),
                                choices("ABLE", "Can raise it", "UNABLE", "Cannot", NOT_TESTED, "Not tested")))
                        .toList());
        model.put(
                "touches",
                SIDES.stream()
                        .map(side -> {
                            Map<String, Object> question = question(
                                    "touch." + side,
                                    ScreenWords.side(side),
                                    choices(
                                            "NORMAL",
                                            "Normal everywhere",
                                            "REDUCED",
                                            "Reduced",
                                            "ABSENT",
                                            "Absent",
                                            NOT_TESTED,
                                            "Not tested"));
                            question.put(
                                    "where",
                                    question(
                                            "where." + side,
                                            "",
                                            REGIONS.stream()
                                                    .map(region -> List.of(region.name(), ScreenWords.region(region)))
                                                    .toList()));
                            return question;
                        })
                        .toList());
        List<Map<String, Object>> powers = new ArrayList<>();
        for (Movement movement :
                ScreenWords.MOVEMENTS.keySet().stream().sorted().toList()) {
            powers.add(Map.of(
                    "what",
                    ScreenWords.MOVEMENTS.get(movement),
                    "sides",
                    SIDES.stream()
                            .map(side -> question(
                                    "power." + movement + "." + side,
                                    ScreenWords.side(side),
                                    choices(
                                            "",
                                            "not tested",
                                            "5",
                                            "5",
                                            "4",
                                            "4",
                                            "3",
                                            "3",
                                            "2",
                                            "2",
                                            "1",
                                            "1",
                                            "0",
                                            "0")))
                            .toList()));
        }
        for (Reflex reflex : List.of(Reflex.KNEE, Reflex.ANKLE)) {
            powers.add(Map.of(
                    "what",
                    ScreenWords.of(reflex) + " reflex",
                    "sides",
                    SIDES.stream()
                            .map(side -> question(
                                    "reflex." + reflex + "." + side,
                                    ScreenWords.side(side),
                                    choices(
                                            "",
                                            "not tested",
                                            "NORMAL",
                                            "normal",
                                            "REDUCED",
                                            "reduced",
                                            "ABSENT",
                                            "absent",
                                            "BRISK",
                                            "brisk")))
                            .toList()));
        }
        model.put("powers", powers);
        model.put(
                "flags",
                FLAGS.entrySet().stream()
                        .map(flag -> question(
                                "flag." + flag.getKey(),
                                flag.getValue(),
                                choices("ABSENT", "No", "PRESENT", "Yes", "", "Not asked")))
                        .toList());
        return model;
    }

    private static List<List<String>> choices(String... pairs) {
        List<List<String>> choices = new ArrayList<>();
        for (int n = 0; n < pairs.length; n += 2) {
            choices.add(List.of(pairs[n], pairs[n + 1]));
        }
        return choices;
    }

    private Map<String, Object> question(String name, String text, List<List<String>> choices) {
        List<String> chosen = fields.getOrDefault(name, List.of());
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("name", name);
        question.put("text", text);
        question.put(
                "choices",
                choices.stream()
                        .map(choice -> Map.<String, Object>of(
                                "name",
                                name,
                                "value",
                                choice.get(0),
                                "text",
                                choice.get(1),
                                "chosen",
                                chosen.contains(choice.get(0))))
                        .toList());
        return question;
    }

    /** Returns whether a statement was charted at a board, where alone it is corrected and taken back. */
    public static boolean isOwn(NeuroAssessment charted) {
        return charted.getEventId().startsWith(EVENT) && OWN.contains(String.valueOf(charted.getSource()));
    }
}
