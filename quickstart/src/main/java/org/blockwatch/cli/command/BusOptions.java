package org.blockwatch.cli.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.blockwatch.service.settings.SecretFiles;
import org.blockwatch.service.settings.SettingsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which brokers and which registry a command talks to. */
final class BusOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "Kafka brokers, comma-separated (default: that of 'blockwatch up', ${DEFAULT-VALUE}).",
            defaultValue = UpCommand.BOOTSTRAP_SERVER)
    private String bootstrapServer;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Confluent-compatible schema registry (default: that of 'blockwatch up', ${DEFAULT-VALUE}).",
            defaultValue = UpCommand.REGISTRY)
    private String registry;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Kafka client properties, as Kafka's own tools take them (security.protocol, sasl.*, ssl.*),"
                    + " and the registry's (basic.auth.*, schema.registry.ssl.*). <secret>.file names a file that holds"
                    + " the secret.")
    private @Nullable Path config;

    String bootstrapServer() {
        return bootstrapServer;
    }

    /** Returns Kafka client properties, and the registry's. */
    Map<String, String> client() {
        var client = new HashMap<String, String>();
        if (config != null) {
            var properties = new Properties();
            try (Reader reader = Files.newBufferedReader(config, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new ParameterException(command.commandLine(), "Cannot read the file " + e.getMessage());
            }
            properties.stringPropertyNames().forEach(key -> client.put(key, properties.getProperty(key)));
            try {
                return where(SecretFiles.read(client, config.toString()));
            } catch (SettingsException e) {
                throw new ParameterException(command.commandLine(), e.getMessage());
            }
        }
        return where(client);
    }

    private Map<String, String> where(Map<String, String> client) {
        client.put("bootstrap.servers", bootstrapServer);
        client.put("schema.registry.url", registry);
        return client;
    }

    /** Returns what to tell a person where one of them failed: the innermost words too, for Kafka wraps what it could not do. */
    String unanswered(Throwable e) {
        var innermost = e;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        var reason = innermost == e ? e.getMessage() : e.getMessage() + ": " + innermost.getMessage();
        return "%s%nIs %s the broker, with Blockwatch's topics on it, and %s the registry?"
                .formatted(reason, bootstrapServer, registry);
    }
}
