package org.blockwatch.bench.esper;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.blockwatch.bench.engine.Assignment;
import org.blockwatch.bench.engine.Consuming;
import org.blockwatch.bench.engine.KafkaSettings;
import org.blockwatch.bench.engine.MeasuredEngine;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.registry.RegistryClient;
import org.blockwatch.service.clock.EngineClock;

/**
 * Esper in memory: no recovery charted within four hours of a block. It forgets all of it when it stops, tells at least once, and knows
 * neither late statements nor revisions: how little an engine costs that promises little.
 */
public final class EsperAbsence implements MeasuredEngine {
    private static final Duration FOUR_HOURS = Duration.ofHours(4);
    private static final int TIMER_RESOLUTION_MS = 10;

    private static final String BLOCK = "Block";
    private static final String RECOVERED = "Recovered";
    private static final String ABSENCE = """
            select b.patientId as patientId
            from pattern [every b=Block -> (timer:interval(b.dueIn) and not Recovered(patientId=b.patientId))]
            """;

    @Override
    public Running start(Assignment assignment) throws EPCompileException, EPDeployException {
        Configuration configuration = new Configuration();
        configuration.getCommon().addEventType(BLOCK, Map.of("patientId", String.class, "dueIn", Double.class));
        configuration.getCommon().addEventType(RECOVERED, Map.of("patientId", String.class));
        configuration.getRuntime().getThreading().setInternalTimerMsecResolution(TIMER_RESOLUTION_MS);
        EPCompiled absence = EPCompilerProvider.getCompiler().compile(ABSENCE, new CompilerArguments(configuration));
        EPRuntime esper = EPRuntimeProvider.getRuntime(assignment.group(), configuration);
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                KafkaSettings.producer(assignment), new StringSerializer(), new ByteArraySerializer());
        byte[] words = "no recovery charted in four hours".getBytes(StandardCharsets.UTF_8);
        esper.getDeploymentService()
                .deploy(absence)
                .getStatements()[0]
                .addListener((found, gone, statement, runtime) -> {
                    for (var one : found) {
                        producer.send(new ProducerRecord<>(OUTPUT, (String) one.get("patientId"), words));
                    }
                });
        return new Consuming(KafkaSettings.consumer(assignment), new Feeding(assignment, esper, producer));
    }

    private static final class Feeding implements Consuming.Work {
        private static final long COMMIT_NS = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(Assignment.COMMIT_MS));

        private final EngineClock clock;
        private final EPRuntime esper;
        private final KafkaProducer<String, byte[]> producer;
        private final AvroDeserializer<SpecificRecord> values;
        private long committedAt = System.nanoTime();

        private Feeding(Assignment assignment, EPRuntime esper, KafkaProducer<String, byte[]> producer) {
            this.clock = assignment.clock();
            this.esper = esper;
            this.producer = producer;
            this.values =
                    new AvroDeserializer<>(RegistryClient.of(Map.of("schema.registry.url", assignment.registryUrl())));
        }

        @Override
        public void take(ConsumerRecords<byte[], byte[]> records, KafkaConsumer<byte[], byte[]> consumer) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                take(values.deserialize(record.topic(), record.value()));
            }
            if (System.nanoTime() - committedAt >= COMMIT_NS) {
                consumer.commitAsync();
                committedAt = System.nanoTime();
            }
        }

        private void take(SpecificRecord statement) {
            if (statement instanceof BlockPerformed block) {
                double seconds =
                        Duration.between(clock.now(), block.getOccurredAt().plus(FOUR_HOURS))
                                        .toMillis()
                                / 1e3;
                esper.getEventService()
                        .sendEventMap(Map.of("patientId", block.getPatientId(), "dueIn", Math.max(0, seconds)), BLOCK);
            } else if (statement instanceof NeuroAssessment assessment && recovered(assessment)) {
                esper.getEventService().sendEventMap(Map.of("patientId", assessment.getPatientId()), RECOVERED);
            }
        }

        private static boolean recovered(NeuroAssessment assessment) {
            return assessment.getExam().getStraightLegRaise().stream()
                            .allMatch(raise -> raise.getResult() == StraightLegRaiseResult.ABLE)
                    && assessment.getExam().getSensation().stream()
                            .allMatch(felt -> felt.getResult() == SensationResult.NORMAL);
        }

        @Override
        public void close() {
            esper.destroy();
            producer.close();
        }
    }
}
