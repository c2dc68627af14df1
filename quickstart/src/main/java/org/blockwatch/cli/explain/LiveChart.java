package org.blockwatch.cli.explain;

import static java.util.Comparator.comparing;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.cli.kafka.TopicReader;
import org.blockwatch.schemas.StatementLine;
import org.blockwatch.schemas.Topics;

/** Reads what a running system has been told of one patient: the statement topics as far as they go back. */
public final class LiveChart {

    private LiveChart() {}

    /**
     * Reads the statements of a patient in the order of their arrival.
     *
     * @param client Kafka client properties with {@code bootstrap.servers}, and the registry's
     * @param err told of records that cannot be decoded: the running system sets them aside
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
     */
    public static List<StatementLine> read(String patientId, Map<String, String> client, PrintWriter err) {
        try (var topics = new TopicReader(client, err)) {
            var homes = Topics.STATEMENTS.stream()
                    .map(topic -> topics.home(patientId, topic))
                    .toList();
            var entries = new ArrayList<TopicReader.Entry>();
            topics.read(homes, Optional.empty(), patientId::equals, entries::add);
            return entries.stream()
                    .sorted(comparing(TopicReader.Entry::arrivedAt)) // stable: each topic's own order stays
                    .map(entry -> new StatementLine(entry.value(), entry.arrivedAt()))
                    .toList();
        }
    }
}
