package org.blockwatch.cli.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;

/** Confluent's JavaScript client in a process of its own; see {@code src/test/js/interop.mjs}. Needs node and npm. */
final class ConfluentClient implements AutoCloseable {
    private static final Path SOURCES = Path.of("src/test/js");
    private static final Path INSTALLED = Path.of("target/confluent-interop");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process node;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private ConfluentClient(Process node) {
        this.node = node;
        this.questions = node.outputWriter(UTF_8);
        this.answers = node.inputReader(UTF_8);
    }

    /** Installs what the lock file names, outside the sources, and starts the client. */
    static ConfluentClient start(String registryUrl) throws IOException {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "interop.mjs")) {
            Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm = process("npm", "ci", "--no-progress")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (npm.onExit().join().exitValue() != 0) {
            throw new IOException("npm ci failed in " + INSTALLED.toAbsolutePath());
        }
        return new ConfluentClient(process("node", "interop.mjs", registryUrl).start());
    }

    private static ProcessBuilder process(String... command) {
        return new ProcessBuilder(command).directory(INSTALLED.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** What Confluent's serializer makes of a value in plain JSON. */
    byte[] serialize(String topic, JsonNode value) throws IOException {
        return Base64.getDecoder()
                .decode(answer(question(topic).set("value", value))
                        .path("bytes")
                        .asText());
    }

    /** What Confluent's deserializer makes of a record's bytes, in plain JSON. */
    JsonNode deserialize(String topic, byte[] bytes) throws IOException {
        return answer(question(topic).put("bytes", Base64.getEncoder().encodeToString(bytes)))
                .path("value");
    }

    private static ObjectNode question(String topic) {
        return JSON.createObjectNode().put("topic", topic);
    }

    private JsonNode answer(JsonNode question) throws IOException {
        questions.write(question + "\n");
        questions.flush();
        String line = answers.readLine();
        if (line == null || line.startsWith("{\"error\"")) {
            throw new IOException("Confluent's client: " + (line == null ? "ended" : line));
        }
        return JSON.readTree(line);
    }

    @Override
    public void close() {
        node.destroy();
        node.onExit().join();
    }
}
