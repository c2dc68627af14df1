package org.blockwatch.cli.followup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.event.FollowUp;
import org.blockwatch.event.FollowUpBlock;
import org.blockwatch.event.FollowUpSlot;
import org.blockwatch.event.FollowUpSlotState;
import org.blockwatch.event.Invitation;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.Setting;
import org.blockwatch.schemas.AvroDeserializer;
import org.blockwatch.schemas.AvroSerializer;
import org.blockwatch.schemas.Topics;
import org.blockwatch.schemas.registry.RegistryClient;

/** What is around follow-up: the topics, and who tells on them that a patient is to be asked; and a look at what came of it. */
public final class Clinic implements AutoCloseable {

    private static final int PARTITIONS = 2;
    private static final String UNEVENTFUL =
            "heel-left=yes&heel-right=yes&back=no&leg-left=no&leg-right=no&saddle=no&urine=no&stool=no&pain=no";

    public final TextMessages messages;
    private final Platform platform;
    private final AvroSerializer<SpecificRecord> serializer;
    private final AvroDeserializer<SpecificRecord> deserializer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final HttpClient http = HttpClient.newHttpClient();

    public Clinic(Platform platform) throws IOException {
        this.platform = platform;
        messages = new TextMessages();
        var registry = Map.of("schema.registry.url", platform.registryUrl());
        serializer = new AvroSerializer<>(RegistryClient.of(registry));
        deserializer = new AvroDeserializer<>(RegistryClient.of(registry));
        try (var admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            Topics.create(admin, PARTITIONS, 1);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The settings of a follow-up whose contacts are patientIds; a test may change them. */
    public Map<String, String> settings(String group, Path spool, int pagePort) {
        return new HashMap<>(Map.ofEntries(
                Map.entry("bootstrap.servers", platform.bootstrapServers()),
                Map.entry("schema.registry.url", platform.registryUrl()),
                Map.entry("http.port", "0"),
                Map.entry("page.port", String.valueOf(pagePort)),
                Map.entry("page.rate.limit", "1000"),
                Map.entry("group.id", group),
                Map.entry("link.base", "http://127.0.0.1:" + pagePort),
                Map.entry("link.secret", "0123456789abcdef0123456789abcdef"),
                Map.entry("messaging.url", messages.url()),
                Map.entry("messaging.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                Map.entry("messaging.timeout", "PT60S"),
                Map.entry("contact", "patient-id"),
                Map.entry("telephone", "01234 567890"),
                Map.entry("answer.timeout", "PT20S"),
                Map.entry("invite.anytime", "false"),
                Map.entry("spool.dir", spool.toString())));
    }

    /** Says of a patient's slot four hours after the block how it stands. */
    public void tell(String patient, Instant dueAt, FollowUpSlotState state) {
        tell(
                patient,
                FollowUp.newBuilder()
                        .setPatientId(patient)
                        .setAt(dueAt)
                        .setBlocks(List.of(FollowUpBlock.newBuilder()
                                .setBlockId(patient + "-block")
                                .setBlockAt(dueAt.minus(Duration.ofHours(4)))
                                .setHomeSince(dueAt.minus(Duration.ofHours(3)))
                                .setSetting(Setting.HOME)
                                .setSlots(List.of(FollowUpSlot.newBuilder()
                                        .setId("PT4H")
                                        .setDueAt(dueAt)
                                        .setOpensAt(dueAt.minus(Duration.ofMinutes(20)))
                                        .setClosesAt(dueAt.plus(Duration.ofHours(20)))
                                        .setState(state)
                                        .build()))
                                .build()))
                        .build());
    }

    private void tell(String patient, FollowUp followUp) {
        try {
            producer.send(new ProducerRecord<>(
                            Topics.FOLLOW_UPS.topicName(),
                            patient.getBytes(UTF_8),
                            serializer.serialize(Topics.FOLLOW_UPS.topicName(), followUp)))
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends the form: uneventful, with these fields instead; empty without an answer. */
    public Optional<HttpResponse<String>> answer(URI link, String instead) {
        var form = UNEVENTFUL;
        for (var field : instead.isEmpty() ? List.<String>of() : List.of(instead.split("&"))) {
            form = form.replaceFirst(field.split("=")[0] + "=\\w+", field);
        }
        var request = HttpRequest.newBuilder(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty(); // the process died over it
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens the page. */
    public int open(URI link) throws Exception {
        return http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString())
                .statusCode();
    }

    /** All invitations that were ever written about a patient, in order. */
    public List<Invitation> invitations(String patient) {
        return read(Topics.INVITATIONS).stream()
                .map(Invitation.class::cast)
                .filter(invitation -> invitation.getPatientId().equals(patient))
                .toList();
    }

    /** All assessments of a patient, in order. */
    public List<NeuroAssessment> assessments(String patient) {
        return read(Topics.ASSESSMENTS).stream()
                .map(NeuroAssessment.class::cast)
                .filter(assessment -> assessment.getPatientId().equals(patient))
                .toList();
    }

    private List<SpecificRecord> read(Topics topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", platform.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<SpecificRecord>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value() != null) {
                        records.add(deserializer.deserialize(topic.topicName(), record.value()));
                    }
                });
            }
            return records;
        }
    }

    @Override
    public void close() {
        producer.close();
        messages.close();
    }
}
