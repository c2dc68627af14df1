package org.blockwatch.cli.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.blockwatch.cli.embedded.Applications;
import org.blockwatch.cli.embedded.EmbeddedPlatform;
import org.blockwatch.cli.embedded.FreePort;
import org.blockwatch.cli.embedded.Interrupt;
import org.blockwatch.cli.embedded.MessagePrinter;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.gateway.Gateway;
import org.blockwatch.gateway.GatewaySettings;
import org.blockwatch.gateway.map.SourceMapFile;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole pipeline on this machine, until it is stopped. */
@Command(
        name = "up",
        sortOptions = false,
        description = {
            "Run the whole pipeline on this machine: a Kafka broker, a schema registry, streams-app, alert-consumer,"
                    + " ward-board, follow-up and the gateway for HL7 v2 and FHIR. Reachable from this machine only. Runs until it is"
                    + " stopped (Ctrl-C)."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    static final String BROKER_PORT = "9092";
    static final String REGISTRY_PORT = "8081";
    static final String BOOTSTRAP_SERVER = "127.0.0.1:" + BROKER_PORT;
    static final String REGISTRY = "http://127.0.0.1:" + REGISTRY_PORT + "/apis/ccompat/v7";

    private static final String PORT = "Default: ${DEFAULT-VALUE}; 0: a free one.";
    private static final int PARTITIONS = 6;

    @Option(names = "--broker-port", paramLabel = "PORT", defaultValue = BROKER_PORT, description = PORT)
    private int brokerPort;

    @Option(names = "--registry-port", paramLabel = "PORT", defaultValue = REGISTRY_PORT, description = PORT)
    private int registryPort;

    @Option(names = "--streams-app-port", paramLabel = "PORT", defaultValue = "7071", description = PORT)
    private int streamsPort;

    @Option(names = "--alert-consumer-port", paramLabel = "PORT", defaultValue = "7072", description = PORT)
    private int consumerPort;

    @Option(names = "--follow-up-port", paramLabel = "PORT", defaultValue = "7075", description = PORT)
    private int followUpPort;

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            defaultValue = "7076",
            description = "Of the page that patients at home answer on. " + PORT)
    private int pagePort;

    @Option(names = "--gateway-port", paramLabel = "PORT", defaultValue = "7074", description = PORT)
    private int gatewayPort;

    @Option(names = "--mllp-port", paramLabel = "PORT", defaultValue = "2575", description = PORT)
    private int mllpPort;

    @Option(
            names = "--map",
            paramLabel = "FILE",
            description =
                    "Take HL7 v2 and FHIR by this map; several may be given, and unsigned ones do here (default: the"
                            + " example that 'blockwatch map --example' prints).")
    private List<Path> maps = List.of();

    @Option(names = "--ward-board-port", paramLabel = "PORT", defaultValue = "7073", description = PORT)
    private int boardPort;

    @Mixin
    private WebhookOptions webhook;

    @Option(
            names = "--roster",
            paramLabel = "FILE",
            description =
                    "Page the people of this roster (default: roles stand for people, and each page goes over every"
                            + " channel at once).")
    private @Nullable Path roster;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep topics, schemas and state here from run to run (default: nothing is kept).")
    private @Nullable Path data;

    @Option(
            names = "--broker-only",
            description =
                    "Leave out streams-app, alert-consumer and ward-board, to run them as processes of their own, which can be"
                            + " stopped, killed and started again.")
    private boolean brokerOnly;

    @Override
    public Integer call() throws Exception {
        System.out.printf(
                "Starting a broker, a registry%s ...%n",
                brokerOnly ? "" : ", streams-app, alert-consumer, ward-board, follow-up and the gateway");
        try (var interrupt = new Interrupt();
                var platform = EmbeddedPlatform.start(brokerPort, registryPort, data)) {
            if (interrupt.asked().isDone()) {
                return ExitStatus.OK;
            }
            System.out.printf(
                    "%n  broker           %s%n  schema registry  %s%n",
                    platform.bootstrapServers(), platform.registryUrl());
            if (brokerOnly) {
                tellHowToRunApps(platform);
                interrupt.asked().get();
            } else {
                runApps(platform, interrupt);
            }
            return ExitStatus.OK;
        }
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // told with whatever else ends the command
    private void runApps(EmbeddedPlatform platform, Interrupt interrupt) throws Exception {
        var port = FreePort.or(consumerPort, "alert-consumer"); // links must know it before it is open
        var base = "http://127.0.0.1:" + port;
        var token = RandomSecret.hex();
        var boardToken = RandomSecret.hex();
        var signIn = RandomSecret.hex();
        var plan = Applications.Plan.of(EngineClock.system(), platform.state(), System.out)
                .streams(Map.of("partitions", String.valueOf(PARTITIONS), "http.port", String.valueOf(streamsPort)))
                .consumer(Map.of(
                        "http.port",
                        String.valueOf(port),
                        "link.base",
                        base,
                        "link.secret",
                        RandomSecret.base64(),
                        "api.tokens",
                        "up=" + token + ",ward-board=" + boardToken,
                        "canary.every", // as in production: what watches the watcher is seen here too
                        "PT1M"))
                .to(webhook.receiver())
                .roster(roster);
        var page = FreePort.or(pagePort, "the patients' page");
        try (var messages =
                        new MessagePrinter(message -> System.out.printf("MESSAGE to a patient  %s%n", message.text()));
                var apps = Applications.start(platform, plan.followUp(followUp(platform, messages, page)));
                var board = apps.board(
                        platform,
                        EngineClock.system(),
                        Map.of(
                                "http.port",
                                String.valueOf(boardPort),
                                "sign.in.token",
                                signIn,
                                "answers.token",
                                boardToken));
                var gateway = gateway(platform, token)) {
            System.out.printf(
                    "  streams-app      %s%n  alert-consumer   %s%n  follow-up        %s%n",
                    door(apps.streamsDoor()),
                    door(apps.consumerDoor()),
                    door(apps.followUpDoor().orElseThrow()));
            System.out.printf(
                    "  patients' page   http://127.0.0.1:%s/..., by the link in each message; messages are printed here%n",
                    page);
            System.out.printf(
                    "  HL7 v2           mllp://127.0.0.1:%s  by %s%n  FHIR             %s/fhir with the token below%n",
                    gateway.mllpPort(),
                    maps.isEmpty()
                            ? "the example map (blockwatch map --example)"
                            : maps.stream().map(Path::toString).collect(Collectors.joining(", ")),
                    gateway.address());
            System.out.printf(
                    "  answers          by the link in each page, or %s/api/v1/alerts with the token %s%n",
                    base, token);
            System.out.printf("  ward board       %s  sign in with the token %s%n", board.address(), signIn);
            webhook.tell(System.out);
            System.out.printf("%nBlockwatch is up; Ctrl-C stops it. Pages are printed here."
                    + " In another terminal: ./blockwatch publish FILE.ndjson%n%n");
            CompletableFuture.anyOf(interrupt.asked(), apps.ended()).get();
        }
    }

    private Map<String, String> followUp(EmbeddedPlatform platform, MessagePrinter messages, int page) {
        return Map.of(
                "http.port", String.valueOf(followUpPort),
                "page.port", String.valueOf(page),
                "link.base", "http://127.0.0.1:" + page,
                "telephone", "01234 567890",
                "messaging.url", messages.url(),
                "messaging.secret", "whsec_" + RandomSecret.base64(),
                "link.secret", RandomSecret.kept(platform.state().resolve("follow-up-secret")),
                "contact.secret", RandomSecret.hex(),
                "spool.dir", platform.state().resolve("follow-up-spool").toString());
    }

    private Gateway gateway(EmbeddedPlatform platform, String token) throws IOException {
        var files = maps;
        if (files.isEmpty()) {
            var example = platform.state().resolve("example-map.yaml");
            Files.writeString(example, SourceMapFile.shipped("assessments-example"));
            files = List.of(example);
        }
        return Gateway.start(
                Settings.of(
                        GatewaySettings.class,
                        Map.of(
                                "bootstrap.servers",
                                platform.bootstrapServers(),
                                "schema.registry.url",
                                platform.registryUrl(),
                                "http.port",
                                String.valueOf(gatewayPort),
                                "mllp.port",
                                String.valueOf(mllpPort),
                                "maps",
                                files.stream().map(Path::toString).collect(Collectors.joining(",")),
                                "trial",
                                "true",
                                "fhir.tokens",
                                "example=" + token,
                                "transactional.id",
                                "blockwatch-gateway-1")),
                EngineClock.system());
    }

    private static void tellHowToRunApps(Platform platform) {
        System.out.printf(
                "%nUp; Ctrl-C stops it. In other terminals:%n  export BOOTSTRAP_SERVERS=%s SCHEMA_REGISTRY_URL=%s"
                        + " REPLICATION_FACTOR=1%n  ./blockwatch streams-app%n  ./blockwatch alert-consumer%n "
                        + " MAPS=map.yaml ./blockwatch gateway%n",
                platform.bootstrapServers(), platform.registryUrl());
    }

    private static String door(URI address) {
        return address + "  /health/live /health/ready /metrics";
    }
}
