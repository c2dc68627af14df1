package org.blockwatch.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blockwatch.bench.feed.Charting;
import org.blockwatch.bench.feed.HospitalFeed;
import org.blockwatch.bench.feed.OpenPatients;
import org.blockwatch.bench.result.Figure;
import org.blockwatch.bench.result.Plot;
import org.blockwatch.bench.result.PowerLaw;
import org.blockwatch.bench.rig.DetectionLab;
import org.blockwatch.bench.rig.Lab.Written;
import org.blockwatch.bench.rig.RowLab;
import org.blockwatch.bench.rig.TimerLab;
import org.blockwatch.cli.ward.Arrival;

/**
 * How costs grow: with the number of open patients, and with the number of statements that a patient has. Without brokers, on real stores
 * and changelogs, so that it is the processors' own growth; commits are left out.
 */
final class Growth implements Benchmark {
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final int TICKS = 2_000;

    /** Bytes, and room for the collector, that a patient at hand takes at most. */
    private static final long HEAP_A_PATIENT = 8_000;

    /** Patients a history length is measured on, and as many before them. */
    private static final int CHARTED = 150;

    private static final Duration AN_HOUR = Duration.ofHours(1);

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String what() {
        return "Cost of a statement and of a tick against open patients and against history.";
    }

    @Override
    public void run(BenchSession session) {
        Effort effort = session.effort();
        List<Integer> patients = session.sizes(
                List.of(100, 1_000), List.of(1_000, 10_000, 100_000), List.of(1_000, 10_000, 100_000, 1_000_000));
        List<Integer> histories =
                effort.choose(List.of(1, 30), List.of(1, 3, 10, 30, 100, 300), List.of(1, 3, 10, 30, 100, 300));
        int measured = effort.choose(1_000, 20_000, 50_000);
        Curves byPatients = new Curves();
        Curves byHistory = new Curves();
        for (int round = 0; round < session.allRounds(); round++) {
            boolean counts = round >= session.discarded();
            for (int size : patients) {
                double perStatement =
                        vitalSigns(session, size, DetectionLab.AT_HAND, measured, round == session.allRounds() - 1);
                boolean fits = size * HEAP_A_PATIENT < Runtime.getRuntime().maxMemory();
                OptionalDouble allAtHand = fits
                        ? OptionalDouble.of(vitalSigns(session, size, size, measured, false))
                        : OptionalDouble.empty();
                double perTick = ticks(size);
                double perRow = rows(size, measured);
                if (counts) {
                    allAtHand.ifPresentOrElse(
                            cost -> byPatients.add("vital signs, every patient at hand", size, cost),
                            () -> session.remark(String.format(
                                    Locale.ROOT,
                                    "No heap for %,d patients at hand: BLOCKWATCH_JAVA_OPTIONS=-Xmx%sg has",
                                    size,
                                    size * HEAP_A_PATIENT / 1_000_000_000 + 1)));
                    byPatients.add("one row read, one written, nothing else", size, perRow);
                    byPatients.add("vital signs", size, perStatement);
                    byPatients.add("tick, nothing due", size, perTick);
                }
            }
            for (int length : histories) {
                for (Pace pace : Pace.values()) {
                    Map<String, Double> costs = histories(length, pace);
                    if (counts) {
                        costs.forEach((curve, cost) -> byHistory.add(curve + pace.words, length, cost));
                    }
                }
            }
        }
        tell(session, byPatients, "patients", "growth-patients.svg");
        tell(session, byHistory, "statements of a patient", "growth-history.svg");
    }

    /** Values of each curve at each size. */
    private static final class Curves {
        private final Map<String, SortedMap<Integer, List<Double>>> values = new TreeMap<>();

        void add(String curve, int size, double value) {
            values.computeIfAbsent(curve, c -> new TreeMap<>())
                    .computeIfAbsent(size, s -> new ArrayList<>())
                    .add(value);
        }
    }

    private void tell(BenchSession session, Curves curves, String size, String plot) {
        Map<String, SortedMap<Integer, Double>> medians = new TreeMap<>();
        curves.values.forEach((curve, sizes) -> {
            sizes.forEach((n, values) -> {
                session.add(this, curve, "µs", Map.of(size, String.valueOf(n)), values);
                medians.computeIfAbsent(curve, c -> new TreeMap<>())
                        .put(n, new Figure(name(), curve, "µs", Map.of(), values).median());
            });
            if (sizes.size() > 1) { // --patients may name one
                session.add(
                        this,
                        curve,
                        "exponent",
                        Map.of("over", size),
                        List.of(PowerLaw.fitted(Objects.requireNonNull(medians.get(curve)))
                                .exponent()));
            }
        });
        Plot.write(session.results().directory().resolve(plot), "Cost against " + size, size, "µs", medians);
    }

    /** Microseconds for one set of vital signs of any of so many open patients. */
    private double vitalSigns(BenchSession session, int patients, int atHand, int measured, boolean tellsWritten) {
        SplittableRandom random = new SplittableRandom(patients);
        try (DetectionLab lab = new DetectionLab(NOW, atHand)) {
            take(lab, new OpenPatients(patients, NOW).arrivals());
            lab.advance(AN_HOUR);
            take(
                    lab,
                    IntStream.range(0, patients)
                            .mapToObj(
                                    n -> { // a board shows the first of each patient
                                        String id = HospitalFeed.patientId(n);
                                        return new Arrival(
                                                lab.now(),
                                                id,
                                                Charting.vitals(
                                                        id, "first", lab.now().minusSeconds(1), random));
                                    }));
            lab.take(vitals(patients, measured / 4, "warm", lab.now(), random));
            lab.written();
            long spent = lab.take(vitals(patients, measured, "v", lab.now().plusSeconds(60), random));
            if (tellsWritten) {
                lab.written().forEach((topic, written) -> tellWritten(session, patients, measured, topic, written));
            }
            return spent / 1e3 / measured;
        }
    }

    /** In parts, so that a million need not be held at once. */
    private static void take(DetectionLab lab, Stream<Arrival> arrivals) {
        List<Arrival> part = new ArrayList<>();
        arrivals.forEach(arrival -> {
            part.add(arrival);
            if (part.size() == 10_000) {
                lab.take(part);
                part.clear();
            }
        });
        lab.take(part);
    }

    private void tellWritten(BenchSession session, int patients, int measured, String topic, Written written) {
        Map<String, String> conditions = Map.of("patients", String.valueOf(patients), "topic", topic);
        session.add(this, "vital signs", "records each", conditions, List.of((double) written.records() / measured));
        session.add(this, "vital signs", "bytes each", conditions, List.of((double) written.bytes() / measured));
    }

    private static List<Arrival> vitals(int patients, int count, String name, Instant at, SplittableRandom random) {
        return IntStream.range(0, count)
                .mapToObj(n -> {
                    String id = HospitalFeed.patientId(random.nextInt(patients));
                    return new Arrival(at, id, Charting.vitals(id, name + n, at.plusMillis(n), random));
                })
                .toList();
    }

    /** Microseconds for a tick at which nothing is due. */
    private static double ticks(int patients) {
        try (TimerLab lab = TimerLab.of(patients)) {
            for (int n = 0; n < TICKS; n++) {
                lab.timers().fire(TimerLab.NOW, (id, now) -> Optional.empty());
            }
            long begun = System.nanoTime();
            for (int n = 0; n < TICKS; n++) {
                lab.timers().fire(TimerLab.NOW, (id, now) -> Optional.empty());
            }
            return (System.nanoTime() - begun) / 1e3 / TICKS;
        }
    }

    /** Microseconds for what any engine with a state does for each statement: to read its patient's row and to write one. */
    private static double rows(int patients, int measured) {
        SplittableRandom random = new SplittableRandom(patients);
        try (RowLab lab = new RowLab(patients)) {
            lab.touch(random, measured / 4);
            return lab.touch(random, measured) / 1e3 / measured;
        }
    }

    /** How densely a patient has been charted. */
    private enum Pace {
        /** As one is who is watched most closely: vital signs every four minutes, and every 20 an assessment instead. */
        WARD(", one every 4 min", length -> Duration.ofMinutes(4).multipliedBy(length)),
        /** As nobody is: all within the same time, so that there is the more between a late one and now. */
        DENSE(", all within 3 h", length -> Duration.ofHours(3));

        private final String words;
        private final IntFunction<Duration> span;

        Pace(String words, IntFunction<Duration> span) {
            this.words = words;
            this.span = span;
        }
    }

    /**
     * Microseconds for one statement more where each patient has so many: in order; late and like those around it; and late with a red
     * flag, which changes all that was found since, and is told. Of patients who come first, it does not count.
     */
    private static Map<String, Double> histories(int length, Pace pace) {
        SplittableRandom random = new SplittableRandom(length);
        Duration span = pace.span.apply(length);
        try (DetectionLab lab = new DetectionLab(NOW)) {
            List<Arrival> known = new ArrayList<>();
            Map<String, List<Arrival>> more = new LinkedHashMap<>();
            for (int patient = 0; patient < 2 * CHARTED; patient++) {
                String id = HospitalFeed.patientId(patient);
                known.add(new Arrival(NOW, id, Charting.block(id, "block", NOW.minus(span))));
                for (int n = 1; n < length; n++) {
                    Instant at = NOW.minus(span.multipliedBy(length - n).dividedBy(length));
                    known.add(new Arrival(
                            NOW,
                            id,
                            n % 5 == 1
                                    ? Charting.assessment(id, "s" + n, at, false, true)
                                    : Charting.vitals(id, "s" + n, at, random)));
                }
                more.computeIfAbsent("vital signs, in order", c -> new ArrayList<>())
                        .add(new Arrival(NOW, id, Charting.vitals(id, "next", NOW.plusSeconds(1), random)));
                more.computeIfAbsent("assessment, 90 min late", c -> new ArrayList<>())
                        .add(new Arrival(
                                NOW, id, Charting.assessment(id, "late", NOW.minusSeconds(5_400), false, true)));
                more.computeIfAbsent("red flag, 85 min late", c -> new ArrayList<>())
                        .add(new Arrival(
                                NOW, id, Charting.assessment(id, "flag", NOW.minusSeconds(5_100), true, true)));
            }
            lab.take(known);
            Map<String, Double> costs = new TreeMap<>();
            more.forEach((curve, arrivals) -> {
                lab.take(arrivals.subList(0, CHARTED));
                costs.put(curve, lab.take(arrivals.subList(CHARTED, 2 * CHARTED)) / 1e3 / CHARTED);
            });
            return costs;
        }
    }
}
