package org.blockwatch.streams.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random patients as the lines of a {@link Timeline}: several blocks, top-ups, lateness, amendments, retractions. Instants
 * lie on whole steps of five minutes, so that many coincide with each other and with deadlines.
 */
final class AnyPatient {

    private static final int STEP = 5;
    private static final int LAST = 80 * 60;

    private AnyPatient() {}

    /** Lines in order of arrival. */
    static Arbitrary<List<String>> any() {
        return charted().map(charted -> lines(charted));
    }

    /** What is charted, with its own lateness, before it is put in order of arrival. */
    static Arbitrary<List<Charted>> charted() {
        Arbitrary<Charted> entry = Arbitraries.frequencyOf(
                Tuple.of(2, block()),
                Tuple.of(10, exam()),
                Tuple.of(3, said()),
                Tuple.of(2, vitals()),
                Tuple.of(5, care()));
        return Combinators.combine(firstBlock(), entry.list().ofMinSize(1).ofMaxSize(14))
                .as((first, rest) -> {
                    List<Charted> all = new ArrayList<>(rest);
                    all.add(first);
                    return numbered(all);
                });
    }

    /** Many statements about one block within half a day, a third of them late: more than is kept of it at hand. */
    static Arbitrary<List<Charted>> closelyWatched() {
        Arbitrary<Charted> entry = Arbitraries.frequencyOf(
                Tuple.of(40, exam()),
                Tuple.of(6, said()),
                Tuple.of(20, vitals()),
                Tuple.of(6, care()),
                Tuple.of(1, block()));
        Arbitrary<Integer> minutes = Arbitraries.integers().between(9 * 60, 21 * 60);
        Arbitrary<Charted> soon = Combinators.combine(entry, minutes)
                .as((one, at) ->
                        new Charted(at, Math.max(0, one.late()), one.kind(), one.words(), one.then(), one.thenLate()));
        return Combinators.combine(firstBlock(), soon.list().ofMinSize(60).ofMaxSize(140))
                .as((first, rest) -> {
                    List<Charted> all = new ArrayList<>(rest);
                    all.add(first);
                    return numbered(all);
                });
    }

    /**
     * A statement before it has an identity.
     *
     * @param at minutes of the first day
     * @param late minutes until it arrives
     * @param kind the first letter of its identity, or the whole of it
     * @param words with ID where the identity comes
     * @param then what becomes of it: nothing, an amendment or a retraction
     * @param thenLate minutes from its arrival to that
     */
    record Charted(int at, int late, String kind, String words, String then, int thenLate) {
        int arrival() {
            return at + late;
        }
    }

    /** The lines of what is charted, in order of arrival. */
    static List<String> lines(List<Charted> charted) {
        return charted.stream()
                .sorted(Comparator.comparing(Charted::arrival))
                .map(AnyPatient::line)
                .collect(Collectors.toList());
    }

    static String line(Charted charted) {
        return clock(charted.at()) + " " + charted.words()
                + (charted.late() == 0 ? "" : " charted:" + clock(charted.arrival()));
    }

    /** Gives every statement its identity, and adds what becomes of it. */
    private static List<Charted> numbered(List<Charted> all) {
        List<Charted> numbered = new ArrayList<>();
        int n = 0;
        for (Charted one : all) {
            String id = one.kind() + n++;
            String words = one.words().replace("ID", id);
            numbered.add(new Charted(one.at(), one.late(), one.kind(), words, "", 0));
            if (one.then().equals("retract")) {
                numbered.add(new Charted(one.at(), one.late() + one.thenLate(), id, "retract " + id + " rev:1", "", 0));
            } else if (one.then().equals("restore")) {
                numbered.add(new Charted(one.at(), one.late() + one.thenLate(), id, "retract " + id + " rev:1", "", 0));
                numbered.add(new Charted(one.at(), one.late() + 2 * one.thenLate(), id, words + " rev:2", "", 0));
            } else if (one.then().startsWith("move")) {
                int by = Integer.parseInt(one.then().substring("move".length()));
                int at = Math.max(0, one.at() + by);
                int late = Math.max(0, one.arrival() + one.thenLate() - at);
                numbered.add(new Charted(at, late, id, words + " rev:1", "", 0));
            }
        }
        return numbered;
    }

    private static Arbitrary<Charted> firstBlock() {
        return charted(Arbitraries.just(9 * 60), "b", blockWords());
    }

    private static Arbitrary<Charted> block() {
        return charted(times(), "b", blockWords());
    }

    private static Arbitrary<String> blockWords() {
        Arbitrary<String> side = Arbitraries.of("left", "right", "bilateral");
        Arbitrary<String> more = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just("")),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                " anticoagulated",
                                " anticoagulated:?",
                                " baseline:none",
                                " no-contrast",
                                " for:b0",
                                " first:09:00")));
        return Combinators.combine(side, more).as((where, what) -> "block ID " + where + what);
    }

    private static Arbitrary<Charted> exam() {
        Arbitrary<String> part = Arbitraries.of(
                "slr:AA",
                "slr:AA",
                "slr:UA",
                "slr:AU",
                "slr:UU",
                "slr:A-",
                "slr:NN",
                "power:55",
                "power:54",
                "power:35",
                "HIP_FLEXION:L:2",
                "TOE_MOVEMENT:R:4",
                "touch:L:BACK:REDUCED",
                "touch:L:BACK:NORMAL",
                "numb:L:BACK:REDUCED",
                "numb:R:L5:REDUCED",
                "touch:R:L5:REDUCED",
                "touch:R:L5:NORMAL",
                "pin:R:L5:ABSENT",
                "pin:R:L5:NORMAL",
                "numb:L:S3:REDUCED",
                "numb:L:S3:NORMAL",
                "reflexes",
                "complete",
                "saddle:+",
                "saddle:-",
                "bladder:+",
                "bladder:-",
                "radicular:L",
                "radicular:LR",
                "radicular:none",
                "radicular:?",
                "radicular:L?",
                "slr:AA?",
                "slr:?",
                "power:55",
                "UNKNOWN:L:3",
                "HIP_FLEXION:?:4",
                "touch:?:BACK:REDUCED",
                "touch:?:S3:REDUCED",
                "touch:L:UNKNOWN:REDUCED",
                "touch:R:BACK:NORMAL",
                "touch:R:S3:NORMAL",
                "purpose:OTHER",
                "purpose:PRE_PROCEDURE");
        return charted(
                times(), "a", part.list().ofMaxSize(4).map(parts -> ("exam ID " + String.join(" ", parts)).strip()));
    }

    /** The patient's own word. */
    private static Arbitrary<Charted> said() {
        Arbitrary<String> part = Arbitraries.of(
                "slr:UA",
                "slr:?",
                "slr:AA",
                "power:35",
                "numb:L:BACK:REDUCED",
                "numb:L:BACK:NORMAL",
                "numb:R:BACK:NORMAL",
                "numb:R:BACK:ABSENT",
                "numb:R:L5:REDUCED",
                "numb:R:L5:NORMAL",
                "numb:L:S3:ABSENT",
                "numb:L:S3:NORMAL",
                "numb:?:BACK:REDUCED",
                "touch:R:L5:REDUCED",
                "touch:R:L5:NORMAL",
                "saddle:+",
                "saddle:-",
                "bladder:+",
                "bladder:-",
                "radicular:L",
                "radicular:R?",
                "radicular:none");
        return charted(
                times(),
                "a",
                part.list()
                        .ofMaxSize(4)
                        .map(parts -> "exam ID purpose:PATIENT_REPORTED " + String.join(" ", parts))
                        .map(String::strip));
    }

    private static Arbitrary<Charted> vitals() {
        Arbitrary<String> words = Arbitraries.of(
                "vitals ID well",
                "vitals ID sys:88",
                "vitals ID well hr:135 rr:26",
                "vitals ID well news:3",
                "vitals ID hr:72 temp:38.5",
                "vitals ID hr:45",
                "vitals ID sys:120",
                "vitals ID hr:72",
                "vitals ID rr:26 acvpu:V",
                "vitals ID acvpu:A",
                "vitals ID spo2:94 scale:2 o2",
                "vitals ID air rr:16 spo2:97 news:2",
                "vitals ID news:7");
        return charted(times(), "v", words);
    }

    private static Arbitrary<Charted> care() {
        Arbitrary<String> kinds = Arbitraries.frequency(
                Tuple.of(6, "MRI_PERFORMED"),
                Tuple.of(2, "SEIZURE"),
                Tuple.of(2, "ANTICOAGULANT_GIVEN"),
                Tuple.of(2, "MOBILISATION_STARTED"),
                Tuple.of(2, "MOBILISATION_CANCELLED"),
                Tuple.of(2, "DISCHARGE_ORDERED"),
                Tuple.of(1, "DISCHARGE_CANCELLED"),
                Tuple.of(5, "DISCHARGED"),
                Tuple.of(2, "ARRIVED"),
                Tuple.of(1, "TRANSFERRED_MONITORED"),
                Tuple.of(2, "TRANSFERRED_UNMONITORED"),
                Tuple.of(1, "DIED"));
        return charted(times(), "c", kinds.map(kind -> "care ID " + kind));
    }

    private static Arbitrary<Charted> charted(Arbitrary<Integer> at, String kind, Arbitrary<String> words) {
        Arbitrary<Integer> late = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(3, steps(0, 60)),
                Tuple.of(1, steps(-20, 0)),
                Tuple.of(1, steps(60, 8 * 60)));
        Arbitrary<String> then = Arbitraries.frequency(
                Tuple.of(12, ""),
                Tuple.of(1, "retract"),
                Tuple.of(1, "restore"),
                Tuple.of(1, "move30"),
                Tuple.of(1, "move-60"));
        return Combinators.combine(at, late, words, then, steps(0, 5 * 60))
                .as((when, delay, what, next, nextDelay) -> new Charted(when, delay, kind, what, next, nextDelay));
    }

    private static Arbitrary<Integer> times() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, steps(7 * 60, 9 * 60)),
                Tuple.of(10, steps(9 * 60, 15 * 60)),
                Tuple.of(3, steps(15 * 60, 40 * 60)),
                Tuple.of(3, steps(40 * 60, 9 * 60 + LAST)));
    }

    private static Arbitrary<Integer> steps(int from, int to) {
        return Arbitraries.integers().between(from / STEP, to / STEP).map(step -> step * STEP);
    }

    private static String clock(int minutes) {
        return minutes / 1440 + "+" + "%02d:%02d".formatted(minutes % 1440 / 60, minutes % 60);
    }
}
