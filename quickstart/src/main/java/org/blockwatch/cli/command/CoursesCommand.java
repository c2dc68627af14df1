package org.blockwatch.cli.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.blockwatch.cli.clinic.SimulatedClinic;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.cli.ward.SimulatedWard;
import org.blockwatch.schemas.PlainJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Simulated courses as statements, for replay and compare. */
@Command(
        name = "courses",
        sortOptions = false,
        description = {
            "Print what is charted of simulated patients, on a ward and in a clinic whose patients go home: NDJSON in order of"
                    + " arrival, for 'replay' and 'compare'. The same seed gives the same courses."
        },
        footer = {
            "",
            "  blockwatch courses --ward 500 --clinic 500 > courses.ndjson",
            "  blockwatch compare --policy default --policy ours-policy.yaml courses.ndjson"
        },
        mixinStandardHelpOptions = true)
final class CoursesCommand implements Callable<Integer> {

    private static final Instant OPENS_AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration WATCHED = Duration.ofHours(80);

    @Option(names = "--ward", paramLabel = "N", defaultValue = "0", description = "Patients on the ward. Default: 0.")
    private int ward;

    @Option(names = "--clinic", paramLabel = "N", defaultValue = "0", description = "Outpatients. Default: 0.")
    private int clinic;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: 1.")
    private long seed;

    @Override
    public Integer call() {
        var onWard = ward == 0
                ? Stream.<Arrival>empty()
                : SimulatedWard.open(seed, ward, OPENS_AT, WATCHED).arrivals().stream();
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        Stream.concat(onWard, SimulatedClinic.courses(seed, clinic, OPENS_AT).stream())
                .sorted(Comparator.comparing(Arrival::at))
                .map(CoursesCommand::line)
                .forEach(out::println);
        out.flush();
        return ExitStatus.OK;
    }

    private static String line(Arrival arrival) {
        var json = PlainJson.write(arrival.value());
        return "{\"receivedAt\":\"%s\",%s".formatted(arrival.at(), json.substring(1));
    }
}
