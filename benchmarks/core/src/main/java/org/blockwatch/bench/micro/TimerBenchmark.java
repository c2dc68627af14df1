package org.blockwatch.bench.micro;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.blockwatch.bench.rig.TimerLab;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One tick of the timer index. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TimerBenchmark {

    /** Every patient has one wake-up, at least a day ahead. */
    @State(Scope.Benchmark)
    public static class Patients {
        @Param("1000000")
        public int patients;

        TimerLab lab;

        @Setup
        public void open() {
            lab = TimerLab.of(patients);
        }

        @TearDown
        public void close() {
            lab.close();
        }
    }

    /** Of the patients one in a hundred comes due every hour, and is put off by an hour when it does. */
    @State(Scope.Benchmark)
    public static class SomeDue extends Patients {
        Instant now = TimerLab.NOW;

        @Setup
        @Override
        public void open() {
            super.open();
            for (int n = 0; n < patients / 100; n++) {
                lab.timers().wake("due" + n, now.plus(HOUR));
            }
        }

        @Setup(Level.Invocation)
        public void anHourLater() {
            now = now.plus(HOUR);
        }
    }

    /** Half as many more have fired and are gone. */
    @State(Scope.Benchmark)
    public static class Fired extends Patients {
        @Setup
        @Override
        public void open() {
            super.open();
            for (int n = 0; n < patients / 2; n++) {
                lab.timers().wake("gone" + n, TimerLab.NOW.minusMillis(n));
            }
            lab.timers().fire(TimerLab.NOW, (id, now) -> Optional.empty());
        }
    }

    private static final Duration HOUR = Duration.ofHours(1);

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public void nothingDue(Patients patients) {
        patients.lab.timers().fire(TimerLab.NOW, (id, now) -> Optional.empty());
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    public void oneInAHundredDue(SomeDue patients) {
        patients.lab.timers().fire(patients.now, (id, now) -> Optional.of(now.plus(HOUR)));
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public void nothingDueAfterHalfAsManyFired(Fired patients) {
        patients.lab.timers().fire(TimerLab.NOW, (id, now) -> Optional.empty());
    }
}
