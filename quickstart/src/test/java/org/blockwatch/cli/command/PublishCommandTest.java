package org.blockwatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the application would refuse is refused before it is sent, with the reason and an exit status. */
@WithPlatform
class PublishCommandTest {

    private static final String BLOCK = """
            {"type":"BlockPerformed","eventId":"b1","blockId":"b1","patientId":"p1","occurredAt":"%s","laterality":"LEFT"}""";
    private static final String WITHOUT_BLOCK_ID = """
            {"type":"BlockPerformed","eventId":"b2","patientId":"p1","occurredAt":"%s","laterality":"LEFT"}""";
    private static final String OF_ANOTHER_PROTOCOL = """
            {"type":"BlockPerformed","eventId":"b3","blockId":"b3","patientId":"p1","protocol":"the-sites-own",\
            "occurredAt":"%s"}""";
    private static final String PADDED = """
            {"type":"VitalSigns","eventId":"v1","patientId":"p1 ","occurredAt":"%s","heartRate":70}""";

    private final Instant now = EngineClock.system().now();
    private final Platform platform;

    PublishCommandTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    static void makeTopics(Platform platform) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            Topics.create(admin, 3, 1);
        }
    }

    @Test
    void shouldRefuseWhatTheApplicationWouldRefuse(@TempDir Path folder) throws IOException {
        var march = BLOCK.formatted("2026-03-01T09:00:00Z");

        var run = publish(
                folder,
                List.of(
                        BLOCK.formatted(now),
                        march,
                        WITHOUT_BLOCK_ID.formatted(now),
                        PADDED.formatted(now),
                        OF_ANOTHER_PROTOCOL.formatted(now)));

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("line 2: TOO_OLD, occurredAt 2026-03-01T09:00:00Z"),
                        line -> assertThat(line).startsWith("line 3: MISSING_FIELD, blockId is missing"),
                        line -> assertThat(line).startsWith("line 4: INVALID_ID, patientId"),
                        line -> assertThat(line).startsWith("2 published to").endsWith("3 refused"));
    }

    @Test
    void shouldSendItAllTheSameIfAsked(@TempDir Path folder) throws IOException {
        var run = publish(folder, List.of(BLOCK.formatted("2026-03-01T09:00:00Z")), "--unchecked");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).startsWith("1 published");
    }

    private CommandRun publish(Path folder, List<String> lines, String... more) throws IOException {
        var file = Files.write(folder.resolve("lines.ndjson"), lines);
        var args = new ArrayList<>(List.of(
                "--bootstrap-server",
                platform.bootstrapServers(),
                "--registry",
                platform.registryUrl(),
                file.toString()));
        args.addAll(List.of(more));
        return CommandRun.of(new PublishCommand(), args.toArray(String[]::new));
    }
}
