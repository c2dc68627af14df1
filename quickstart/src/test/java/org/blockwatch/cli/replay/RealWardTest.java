package org.blockwatch.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.schemas.Topics;
import org.blockwatch.streams.site.SitePractice;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The times of real wards, with all their lateness, disorder and typing errors, through the live topology: every transfer as a care event,
 * every hand-charted output as an assessment that arrives when it was stored, a block at every patient's first transfer. Nothing is
 * lost without a word.
 */
class RealWardTest {

    private static final Path MIMIC = Path.of("../../shared/realdata/mimic-iii-demo-1.4");

    /** An interface engine that is not answered sends again: every so-manieth line comes twice. */
    private static final int REPEATED = 25;

    /** A record on its way. */
    private record Sent(Instant arrival, SpecificRecord record) {}

    @BeforeAll
    static void present() {
        assumeTrue(Files.isDirectory(MIMIC), "the real data are not here");
    }

    @Test
    void shouldAcceptCountOrRefuseWithAReasonEveryLineOfARealWard(@TempDir Path stateDir) throws IOException {
        var sent = new ArrayList<Sent>();
        sent.addAll(transfers());
        sent.addAll(charted());
        for (var i = 0; i < sent.size(); i += REPEATED) {
            sent.add(sent.get(i));
        }
        sent.sort(Comparator.comparing(Sent::arrival));
        var meters = new SimpleMeterRegistry();
        var refused = new HashMap<String, Integer>();
        var alerts = 0;
        try (var replay = new Replay(sent.get(0).arrival(), SitePractice.shipped(), stateDir, meters)) {
            for (var line : sent) {
                replay.arrives(line.arrival(), Topics.key(line.record()), line.record())
                        .refused()
                        .ifPresent(why -> {
                            assertThat(why.detail()).isNotBlank();
                            refused.merge(why.reason(), 1, Integer::sum);
                        });
                alerts += replay.alerts().size();
            }
        }

        var counted = new HashMap<String, Integer>();
        for (Counter counter : meters.get("blockwatch.statements").counters()) {
            counted.merge(counter.getId().getTag("outcome"), (int) counter.count(), Integer::sum);
        }
        var accepted = counted.values().stream().mapToInt(Integer::intValue).sum();
        var deadLetters = refused.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(accepted + deadLetters)
                .as("%s of %d let in, refused %s", counted, sent.size(), refused)
                .isEqualTo(sent.size());
        assertThat(refused.keySet())
                .as("charting a day late is let in, a year off is not")
                .isSubsetOf("TOO_OLD", "FUTURE_DATED");
        assertThat(counted.get("duplicate")).isPositive();
        assertThat(alerts).as("the ward is judged").isPositive();
    }

    /** An admission or a move into an intensive care unit is monitored; any other is not. */
    private static List<Sent> transfers() throws IOException {
        var sent = new ArrayList<Sent>();
        var first = new HashMap<String, Instant>();
        for (var row : rows("TRANSFERS.csv")) {
            var at = instant(row.get("INTIME"));
            var patient = row.get("SUBJECT_ID");
            first.merge(patient, at, (one, other) -> one.isBefore(other) ? one : other);
            sent.add(new Sent(
                    at,
                    CareEvent.newBuilder()
                            .setEventId("transfer-" + row.get("ROW_ID"))
                            .setPatientId(patient)
                            .setOccurredAt(at)
                            .setKind(
                                    row.get("CURR_CAREUNIT").isEmpty()
                                            ? CareEventKind.TRANSFERRED_UNMONITORED
                                            : CareEventKind.TRANSFERRED_MONITORED)
                            .build()));
        }
        first.forEach((patient, at) -> sent.add(new Sent(
                at,
                BlockPerformed.newBuilder()
                        .setEventId("block-" + patient)
                        .setPatientId(patient)
                        .setOccurredAt(at)
                        .setBlockId("block-" + patient)
                        .build())));
        return sent;
    }

    private static List<Sent> charted() throws IOException {
        var sent = new ArrayList<Sent>();
        for (var row : rows("OUTPUTEVENTS.csv")) {
            sent.add(new Sent(
                    instant(row.get("STORETIME")),
                    NeuroAssessment.newBuilder()
                            .setEventId("output-" + row.get("ROW_ID"))
                            .setPatientId(row.get("SUBJECT_ID"))
                            .setOccurredAt(instant(row.get("CHARTTIME")))
                            .setExam(NeuroExam.newBuilder().build())
                            .build()));
        }
        return sent;
    }

    /** These files quote without commas or quotes inside. */
    private static List<Map<String, String>> rows(String file) throws IOException {
        var lines = Files.readAllLines(MIMIC.resolve(file));
        var names = cells(lines.get(0));
        return lines.stream()
                .skip(1)
                .map(line -> {
                    var cells = cells(line);
                    var row = new LinkedHashMap<String, String>();
                    for (var i = 0; i < names.length; i++) {
                        row.put(names[i], cells[i]);
                    }
                    return (Map<String, String>) row;
                })
                .toList();
    }

    private static String[] cells(String line) {
        return line.replace("\"", "").split(",", -1);
    }

    private static Instant instant(String local) {
        return Instant.parse(local.replace(' ', 'T') + "Z");
    }
}
