package org.blockwatch.cli.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.blockwatch.cli.command.CommandLines;
import org.blockwatch.cli.embedded.BrokerSecurity;
import org.blockwatch.cli.embedded.EmbeddedBroker;
import org.blockwatch.cli.embedded.EmbeddedRegistry;
import org.blockwatch.schemas.PlainJson;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.streams.StreamsApp;

/**
 * A secured broker, a registry behind mutual TLS, and a way in for everybody: by password or by certificate. The ACLs are
 * those that {@code blockwatch acls --apply} makes.
 */
final class SecuredHouse implements AutoCloseable {

    private static final String PASSWORD = "canary-secret-of-";

    final TestCertificates certificates;
    private final Path folder;
    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final TlsFront front;
    private final Map<String, Path> stores = new TreeMap<>();

    SecuredHouse(Path folder) throws IOException {
        this.folder = folder;
        certificates = new TestCertificates(folder);
        var users = Map.of(
                "streams-app", PASSWORD + "streams-app",
                "publisher", PASSWORD + "publisher",
                "ward-board", PASSWORD + "ward-board",
                "nobody", PASSWORD + "nobody",
                "admin", PASSWORD + "admin");
        broker = EmbeddedBroker.start(new BrokerSecurity(
                certificates.signed("broker"), certificates.trust(), TestCertificates.PASSWORD, users, "admin"));
        registry = EmbeddedRegistry.start();
        front = new TlsFront(
                certificates.context(certificates.signed("registry")),
                URI.create(registry.url()).getPort());
        var admin = new Properties();
        admin.putAll(byPassword("admin"));
        var config = folder.resolve("admin.properties");
        try (var out = Files.newBufferedWriter(config)) {
            admin.store(out, null);
        }
        assertThat(CommandLines.run(
                        "acls",
                        "--apply",
                        "--bootstrap-server",
                        broker.bootstrapServers(),
                        "--config",
                        config.toString()))
                .isZero();
    }

    /** The client of a user who has a password, streams-app for example. */
    Map<String, String> byPassword(String user) throws IOException {
        return byPassword(user, PASSWORD + user);
    }

    Map<String, String> byPassword(String user, String password) throws IOException {
        var jaas = Files.writeString(
                folder.resolve(user + ".jaas"),
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";%n"
                        .formatted(user, password));
        var client = new HashMap<>(Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                Files.readString(jaas)));
        client.putAll(trust("ssl."));
        client.putAll(registry("client"));
        return client;
    }

    /** The client of a user who has a certificate. */
    Map<String, String> byCertificate(String user) {
        return byCertificate(user, store(user));
    }

    Map<String, String> byCertificate(String user, Path store) {
        var client = new HashMap<>(
                Map.of("bootstrap.servers", broker.bootstrapServersForCertificates(), "security.protocol", "SSL"));
        client.putAll(trust("ssl."));
        client.putAll(keys("ssl.", store));
        client.putAll(registry(user));
        return client;
    }

    /** The same as settings of a service, secrets as files. */
    Map<String, String> asSettings(Map<String, String> client) {
        return client.entrySet().stream().collect(Collectors.toMap(entry -> setting(entry.getKey()), entry -> {
            return entry.getKey().contains("password") || entry.getKey().contains("jaas")
                    ? file(entry.getKey(), entry.getValue())
                    : entry.getValue();
        }));
    }

    /** The registry's address behind mutual TLS. */
    String registryUrl() {
        return "https://127.0.0.1:" + front.port() + URI.create(registry.url()).getPath();
    }

    /** streams-app under its own principal, ready before long. Whoever starts it closes it. */
    StreamsApp streamsApp(Path state) throws IOException {
        var settings = new HashMap<>(asSettings(byPassword("streams-app")));
        settings.putAll(Map.of(
                "http.port", "0",
                "state.dir", state.toString(),
                "partitions", "2",
                "replication.factor", "1"));
        return StreamsApp.start(settings, EngineClock.system());
    }

    /** A producer that gives up after two minutes. */
    static KafkaProducer<byte[], byte[]> producer(Map<String, String> client, Map<String, String> more) {
        Map<String, Object> all = new HashMap<>(client);
        all.putAll(more);
        all.put("max.block.ms", "120000");
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A block of the left side; its name is its patient's. */
    static SpecificRecord block(String patient, Instant at, String bed) {
        return PlainJson.readStatement("""
                {"type":"BlockPerformed","eventId":"%1$s-block","blockId":"%1$s-block","patientId":"%1$s",
                 "occurredAt":"%2$s","laterality":"LEFT","guidance":"FLUOROSCOPY_WITH_CONTRAST","aspiration":"NEGATIVE",
                 "baseline":{},"location":{"unit":"PACU","bed":"%3$s"}}
                """.formatted(patient, at, bed));
    }

    private static String setting(String key) {
        var own = key.startsWith("bootstrap.") || key.startsWith("schema.") ? key : "kafka." + key;
        return key.contains("password") || key.contains("jaas") ? own + ".file" : own;
    }

    private String file(String key, String value) {
        try {
            return Files.writeString(Files.createTempFile(folder, key, ".secret"), value)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> registry(String user) {
        var client = new HashMap<>(Map.of("schema.registry.url", registryUrl()));
        client.putAll(trust("schema.registry.ssl."));
        client.putAll(keys("schema.registry.ssl.", store(user)));
        return client;
    }

    private Map<String, String> trust(String prefix) {
        return Map.of(
                prefix + "truststore.type",
                "PKCS12",
                prefix + "truststore.location",
                certificates.trust().toString(),
                prefix + "truststore.password",
                TestCertificates.PASSWORD);
    }

    private static Map<String, String> keys(String prefix, Path store) {
        return Map.of(
                prefix + "keystore.type",
                "PKCS12",
                prefix + "keystore.location",
                store.toString(),
                prefix + "keystore.password",
                TestCertificates.PASSWORD,
                prefix + "key.password",
                TestCertificates.PASSWORD);
    }

    private Path store(String user) {
        return stores.computeIfAbsent(user, certificates::signed);
    }

    @Override
    public void close() throws IOException {
        front.close();
        registry.close();
        broker.close();
    }
}
