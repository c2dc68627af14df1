package org.blockwatch.bench.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryClient;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;

/**
 * The four-hour rule alone, in Kafka Streams as tutorials write it: what is known of each patient in a store, and a punctuator that walks
 * through all of it every second. Knows neither revisions nor late statements.
 */
public final class NaiveFourHours implements MeasuredEngine {
    private static final String STORE = "patients";
    private static final String RULE = "four-hours";
    private static final Duration FOUR_HOURS = Duration.ofHours(4);
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Override
    public Running start(Assignment assignment) {
        AvroDeserializer<SpecificRecord> values =
                new AvroDeserializer<>(RegistryClient.of(Map.of("schema.registry.url", assignment.registryUrl())));
        Topology topology = new Topology();
        topology.addSource(
                "statements",
                new StringDeserializer(),
                values,
                Topics.STATEMENTS.stream().map(Topics::topicName).toArray(String[]::new));
        topology.addProcessor(RULE, () -> new FourHours(assignment.clock()), "statements");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray()),
                RULE);
        topology.addSink("alerts", OUTPUT, new StringSerializer(), new ByteArraySerializer(), RULE);
        return RunningStreams.start(topology, KafkaSettings.streams(assignment));
    }

    /**
     * What is known of a patient.
     *
     * @param blockAt milliseconds since the epoch; 0: no block
     */
    private record Known(long blockAt, boolean deficit, boolean told) {
        private static final Known NOTHING = new Known(0, false, false);

        static Known read(byte @Nullable [] bytes) {
            if (bytes == null) {
                return NOTHING;
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Known(buffer.getLong(), buffer.get() == 1, buffer.get() == 1);
        }

        byte[] written() {
            return ByteBuffer.allocate(Long.BYTES + 2)
                    .putLong(blockAt)
                    .put((byte) (deficit ? 1 : 0))
                    .put((byte) (told ? 1 : 0))
                    .array();
        }

        Known after(SpecificRecord statement) {
            if (statement instanceof BlockPerformed block) {
                return new Known(block.getOccurredAt().toEpochMilli(), deficit, false);
            } else if (statement instanceof NeuroAssessment assessment) {
                return new Known(blockAt, shows(assessment), told);
            }
            return this;
        }

        private static boolean shows(NeuroAssessment assessment) {
            return assessment.getExam().getStraightLegRaise().stream()
                            .anyMatch(raise -> raise.getResult() == StraightLegRaiseResult.UNABLE)
                    || assessment.getExam().getSensation().stream()
                            .anyMatch(felt -> felt.getResult() != SensationResult.NORMAL);
        }

        boolean dueAt(long now) {
            return deficit && !told && blockAt > 0 && now >= blockAt + FOUR_HOURS.toMillis();
        }
    }

    private static final class FourHours implements Processor<String, SpecificRecord, String, byte[]> {
        private final EngineClock clock;
        private @Nullable KeyValueStore<String, byte[]> store;

        private FourHours(EngineClock clock) {
            this.clock = clock;
        }

        @Override
        public void init(ProcessorContext<String, byte[]> context) {
            KeyValueStore<String, byte[]> opened = context.getStateStore(STORE);
            store = opened;
            context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> look(context, opened));
        }

        @Override
        public void process(Record<String, SpecificRecord> record) {
            KeyValueStore<String, byte[]> known = Objects.requireNonNull(store);
            Known before = Known.read(known.get(record.key()));
            known.put(record.key(), before.after(record.value()).written());
        }

        private void look(ProcessorContext<String, byte[]> context, KeyValueStore<String, byte[]> store) {
            long now = clock.now().toEpochMilli();
            List<String> due = new ArrayList<>();
            try (var all = store.all()) {
                all.forEachRemaining(patient -> {
                    if (Known.read(patient.value).dueAt(now)) {
                        due.add(patient.key);
                    }
                });
            }
            for (String patientId : due) {
                Known known = Known.read(store.get(patientId));
                store.put(patientId, new Known(known.blockAt(), known.deficit(), true).written());
                byte[] alert = "deficit persists at four hours".getBytes(StandardCharsets.UTF_8);
                context.forward(new Record<>(patientId, alert, now));
            }
        }
    }
}
