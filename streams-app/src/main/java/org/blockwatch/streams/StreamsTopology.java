package org.blockwatch.streams;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.blockwatch.schemas.Topics;
import org.blockwatch.streams.detection.FeedArrivals;
import org.blockwatch.streams.detection.RecoveryMeters;
import org.blockwatch.streams.detection.RecoveryProcessor;
import org.blockwatch.streams.escalation.EscalationProcessor;
import org.blockwatch.streams.escalation.LadderMeters;
import org.blockwatch.streams.intake.GuardedProcessor;
import org.blockwatch.streams.patient.AssessmentLookup;
import org.blockwatch.streams.site.SitePractice;
import org.blockwatch.streams.timer.TimerService;
import org.blockwatch.streams.timer.Timers;

/**
 * The topology: where a statement enters, is judged, and leaves. One sub-topology, so that one task owns a patient's blocks, alerts and
 * ladders, and an alert, its ladder and its first page are one transaction.
 *
 * <pre>
 * blocks · assessments · vitals · care-events ──► recovery ──► alerts · recovery views
 *                                                    │ transitions, in process
 *              alert-responses · page-events ──► escalation ──► pages · page-events
 * </pre>
 *
 * @param practice by which recovery is judged and people are paged
 * @param size how many partitions there are, and patients at hand
 * @param timerService what makes timers fire
 * @param values how values are written and read
 * @param feeds that are listened to
 */
public record StreamsTopology(
        SitePractice practice,
        TopologySize size,
        TimerService timerService,
        AvroSerdes values,
        FeedArrivals feeds,
        MeterRegistry meters) {
    private static final String RECOVERY = "recovery";
    private static final String ESCALATION = RecoveryProcessor.LADDERS;
    private static final List<Topics> ANSWERS = List.of(Topics.ALERT_RESPONSES, Topics.PAGE_EVENTS);

    /** The live topology; a replay runs the very same. */
    public Topology topology() {
        RecoveryMeters recoveryMeters = new RecoveryMeters(feeds, meters);
        LadderMeters ladderMeters = new LadderMeters(feeds::canaryCameThrough, meters);
        Topology topology = new Topology();
        Topics.STATEMENTS.forEach(topic -> source(topology, topic));
        topology.addProcessor(
                RECOVERY,
                GuardedProcessor.before(
                        () -> new RecoveryProcessor(
                                timerService,
                                practice.protocols(),
                                size.partitions(),
                                size.patientsAtHand(),
                                recoveryMeters),
                        timerService.gate(),
                        timerService.failures()),
                names(Topics.STATEMENTS));
        ANSWERS.forEach(topic -> source(topology, topic));
        topology.addProcessor(
                ESCALATION,
                GuardedProcessor.before(
                        () -> new EscalationProcessor(
                                practice.policies(), timerService, size.partitions(), ladderMeters),
                        timerService.gate(),
                        timerService.failures()),
                names(ANSWERS, RECOVERY));
        RecoveryProcessor.stores().forEach(store -> topology.addStateStore(store, RECOVERY));
        topology.connectProcessorAndStateStores(ESCALATION, AssessmentLookup.STORE); // read only
        topology.addStateStore(EscalationProcessor.ladders(), ESCALATION);
        topology.addStateStore(Timers.store(), RECOVERY, ESCALATION);
        sink(topology, RecoveryProcessor.ALERTS, Topics.ALERTS, RECOVERY);
        sink(topology, RecoveryProcessor.VIEWS, Topics.RECOVERY, RECOVERY);
        sink(topology, RecoveryProcessor.FOLLOW_UPS, Topics.FOLLOW_UPS, RECOVERY);
        sink(topology, EscalationProcessor.PAGES, Topics.PAGES, ESCALATION);
        sink(topology, EscalationProcessor.PAGE_EVENTS, Topics.PAGE_EVENTS, ESCALATION);
        return topology;
    }

    private void source(Topology topology, Topics topic) {
        topology.addSource(topic.topicName(), new StringDeserializer(), values.deserializer(), topic.topicName());
    }

    private void sink(Topology topology, String name, Topics topic, String parent) {
        topology.addSink(name, topic.topicName(), new StringSerializer(), values.serializer(), parent);
    }

    private static String[] names(List<Topics> topics, String... more) {
        return Stream.concat(topics.stream().map(Topics::topicName), Stream.of(more))
                .toArray(String[]::new);
    }
}
