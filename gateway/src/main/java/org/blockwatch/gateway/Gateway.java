package org.blockwatch.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.blockwatch.gateway.bus.StatementBus;
import org.blockwatch.gateway.door.DoorRows;
import org.blockwatch.gateway.door.Hl7Door;
import org.blockwatch.gateway.door.SourceMeters;
import org.blockwatch.gateway.fhir.FhirDoor;
import org.blockwatch.gateway.map.SourceMap;
import org.blockwatch.gateway.map.SourceMapFile;
import org.blockwatch.gateway.map.SourceMaps;
import org.blockwatch.gateway.mllp.MllpListener;
import org.blockwatch.service.Service;
import org.blockwatch.service.ServiceCommand;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.http.Health;
import org.blockwatch.service.http.HttpServer;
import org.blockwatch.service.log.LogIds;
import org.blockwatch.service.settings.Settings;
import org.blockwatch.service.settings.SettingsException;

/** Takes HL7 v2 and FHIR from hospital systems, and publishes the statements that they hold. */
public final class Gateway implements Service {

    private final StatementBus bus;
    private final DoorRows rows;
    private final MllpListener listener;
    private final HttpServer server;
    private final Health health;
    private final PrometheusMeterRegistry metrics;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Gateway(Settings<GatewaySettings> settings, EngineClock clock) {
        GatewaySettings app = settings.app();
        LogIds.use(app.logIdSecret());
        SourceMaps maps = maps(app);
        metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        GatewayMeasures.CATALOGUE.restrict(metrics);
        SourceMeters meters = new SourceMeters(maps.all(), clock, metrics);
        bus = bus(settings, clock, metrics);
        rows = new DoorRows(maps.all(), bus, meters, clock);
        listener = new MllpListener(app, new Hl7Door(maps, bus, meters, clock, app.hl7Raw()), metrics);
        health = new Health().readyUnless("kafka", bus::problem).noteUnless("clocks", meters::clockProblem);
        try {
            server = HttpServer.open(
                    app,
                    health,
                    metrics,
                    routes -> app.fhirTokens()
                            .ifPresent(tokens -> new FhirDoor(tokens, maps, bus, meters, clock).routes(routes)));
        } catch (RuntimeException e) {
            listener.close();
            throw e;
        }
        bus.start();
        listener.start();
        rows.start();
    }

    /** {@code gateway --help} tells the rest. */
    public static void main(String... args) {
        System.exit(ServiceCommand.run(
                "gateway",
                "Takes HL7 v2 over MLLP and FHIR from hospital systems, and publishes the statements that they hold.",
                GatewaySettings.class,
                Gateway::start,
                Gateway::check,
                args));
    }

    private static List<String> check(Settings<GatewaySettings> settings) {
        SourceMaps maps = maps(settings.app());
        MllpListener.check(settings.app());
        FhirDoor.check(settings.app());
        return maps.all().stream().map(map -> "map " + map.id()).toList();
    }

    private static SourceMaps maps(GatewaySettings app) {
        List<SourceMap> maps = app.maps().stream()
                .map(file -> SourceMapFile.read(file, app.trial()))
                .toList();
        return new SourceMaps(maps);
    }

    private static StatementBus bus(Settings<GatewaySettings> settings, EngineClock clock, MeterRegistry metrics) {
        try {
            return new StatementBus(
                    settings.client(),
                    settings.app().transactionalId().orElseGet(() -> "blockwatch-gateway-" + host()),
                    clock,
                    metrics);
        } catch (KafkaException e) {
            throw new SettingsException("The serializers cannot be set up: " + e.getMessage(), e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new SettingsException(
                    "transactional.id is missing, and this host has no name to make one of. Give each"
                            + " instance one of its own that it keeps over a restart.",
                    e);
        }
    }

    /**
     * Starts the gateway; it becomes ready once Kafka and the registry are there.
     *
     * @throws SettingsException if it cannot start with these settings
     */
    public static Gateway start(Settings<GatewaySettings> settings, EngineClock clock) {
        return new Gateway(settings, clock);
    }

    /** Returns why messages cannot be taken just now, by what is amiss; empty when it is ready. */
    public Map<String, String> unreadyReasons() {
        return health.unreadyReasons();
    }

    /** Returns where FHIR, health and metrics are. */
    public URI address() {
        return server.address();
    }

    /** Returns the port of MLLP. */
    public int mllpPort() {
        return listener.port();
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            rows.close();
            listener.close();
            server.close();
            bus.close();
            metrics.close();
            ended.complete(null);
        }
    }
}
