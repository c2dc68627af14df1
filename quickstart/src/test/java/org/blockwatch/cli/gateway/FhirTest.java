package org.blockwatch.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import org.blockwatch.cli.embedded.Platform;
import org.blockwatch.cli.embedded.WithPlatform;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.CareEventKind;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.event.VitalSigns;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.clock.EngineClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** FHIR at the door of a gateway; each test has patients of its own. */
@WithPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FhirTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Path SAMPLES = Path.of(System.getProperty("blockwatch.realdata", "../../shared/realdata"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final Instant now = EngineClock.system().now().truncatedTo(ChronoUnit.SECONDS);
    private GatewaySite site;

    @BeforeAll
    void start(Platform platform, @TempDir Path folder) throws Exception {
        site = new GatewaySite(platform, folder, Map.of("fhir.tokens", "example=" + TOKEN, "http.rate.limit", "1000"));
    }

    @AfterAll
    void stop() {
        site.close();
    }

    private HttpResponse<String> post(String path, String body, String contentType) throws Exception {
        return http.send(
                HttpRequest.newBuilder(site.gateway().address().resolve(path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, body, "application/fhir+json");
    }

    private static String heartRate(String id, String patient, String status, String at, int value) {
        return """
            {"resourceType":"Observation","id":"%s","status":"%s",
            "code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},
            "subject":{"reference":"Patient/%s"},"effectiveDateTime":"%s",
            "valueQuantity":{"value":%d,"unit":"beats/minute","system":"http://unitsofmeasure.org","code":"/min"}}\
            """.formatted(id, status, patient, at, value);
    }

    private static String bundle(String type, String... resources) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":["
                + String.join(
                        ",",
                        Arrays.stream(resources)
                                .map(resource -> "{\"resource\":" + resource
                                        + ",\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}")
                                .toList())
                + "]}";
    }

    @Test
    void shouldTakeAnObservationCorrectItAndTakeItBack() throws Exception {
        assertThat(post("/fhir/Observation", heartRate("o1", "fhir-1", "final", now.toString(), 70))
                        .statusCode())
                .isEqualTo(201);
        assertThat(post("/fhir/Observation", heartRate("o1", "fhir-1", "corrected", now.toString(), 71))
                        .statusCode())
                .isEqualTo(201);
        assertThat(post("/fhir/Observation", heartRate("o1", "fhir-1", "entered-in-error", now.toString(), 71))
                        .statusCode())
                .isEqualTo(201);
        assertThat(site.of(Topics.VITALS, VitalSigns.class, "fhir-1"))
                .extracting(VitalSigns::getStatus)
                .containsExactly(StatementStatus.FINAL, StatementStatus.AMENDED, StatementStatus.ENTERED_IN_ERROR);
    }

    @Test
    void shouldTakeATransactionWholeOrNotAtAllAndABatchAsFarAsItGoes() throws Exception {
        var good = heartRate("t1", "fhir-2", "final", now.toString(), 70);
        var bad = heartRate("t2", "fhir-2", "final", "2026-03-01", 70);
        var refused = post("/fhir", bundle("transaction", good, bad));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Bundle.entry[1].resource.effective", "a date alone");
        assertThat(site.of(Topics.VITALS, VitalSigns.class, "fhir-2")).isEmpty();

        var batch = post("/fhir", bundle("batch", good, bad));
        assertThat(batch.statusCode()).isEqualTo(200);
        assertThat(batch.body()).contains("batch-response", "201 Created", "422 Unprocessable Entity");
        assertThat(site.of(Topics.VITALS, VitalSigns.class, "fhir-2")).hasSize(1);
    }

    @Test
    void shouldReadR5AndXmlAndRefuseATimeWithoutAnOffset() throws Exception {
        var r5 = """
            {"resourceType":"MedicationAdministration","id":"m1","status":"completed",
            "medication":{"concept":{"coding":[{"system":"http://www.whocc.no/atc","code":"B01AB05"}]}},
            "subject":{"reference":"Patient/fhir-3"},"occurenceDateTime":"%s"}\
            """.formatted(now);
        assertThat(post("/fhir/MedicationAdministration", r5, "application/fhir+json; fhirVersion=5.0")
                        .statusCode())
                .isEqualTo(201);
        assertThat(site.of(Topics.CARE_EVENTS, CareEvent.class, "fhir-3"))
                .singleElement()
                .satisfies(one -> assertThat(one.getKind()).isEqualTo(CareEventKind.ANTICOAGULANT_GIVEN));
        var xml = """
            <Observation xmlns="http://hl7.org/fhir"><id value="x1"/><status value="final"/>
            <code><coding><system value="http://loinc.org"/><code value="8867-4"/></coding></code>
            <subject><reference value="Patient/fhir-4"/></subject><effectiveDateTime value="%s"/>
            <valueQuantity><value value="66"/><unit value="/min"/></valueQuantity></Observation>\
            """.formatted(now);
        assertThat(post("/fhir/Observation", xml, "application/fhir+xml").statusCode())
                .isEqualTo(201);
        assertThat(site.of(Topics.VITALS, VitalSigns.class, "fhir-4")).hasSize(1);
        var local = post(
                "/fhir/Observation",
                heartRate("r5", "fhir-5", "final", "2026-03-01T09:00:00", 70),
                "application/fhir+json; fhirVersion=5.0");
        assertThat(local.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(site.of(Topics.VITALS, VitalSigns.class, "fhir-5")).isEmpty();
    }

    @Test
    void shouldReceiveSubscriptionsAndNoticeAGap() throws Exception {
        var at = now.toString();
        assertThat(post("/fhir", notification("handshake", 0, "")).statusCode()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            assertThat(post("/fhir", notification("event-notification", 1, heartRate("s1", "fhir-6", "final", at, 70)))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(missed()).isZero();
        post("/fhir", notification("event-notification", 3, heartRate("s3", "fhir-6", "final", at, 72)));
        assertThat(missed()).isEqualTo(1);
        assertThat(site.of(Topics.VITALS, VitalSigns.class, "fhir-6"))
                .extracting(VitalSigns::getEventId)
                .hasSize(4)
                .satisfies(ids -> assertThat(Map.of(0, ids.get(0), 1, ids.get(1), 2, ids.get(2))
                                .values())
                        .containsOnly(ids.get(0)));
        assertThat(post("/fhir", notification("event-notification", 4, "")).statusCode())
                .isEqualTo(422);
    }

    private static String notification(String type, int number, String resource) {
        return """
            {"resourceType":"Bundle","type":"history","entry":[{"resource":{"resourceType":"Parameters","parameter":[
            {"name":"subscription","valueReference":{"reference":"Subscription/9"}},{"name":"type","valueCode":"%s"},
            {"name":"events-since-subscription-start","valueString":"%d"}]}}%s]}\
            """.formatted(type, number, resource.isEmpty() ? "" : ",{\"resource\":" + resource + "}");
    }

    private double missed() throws Exception {
        var metrics = http.send(
                HttpRequest.newBuilder(site.gateway().address().resolve("/metrics"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return metrics.body()
                .lines()
                .filter(line -> line.startsWith("blockwatch_gateway_subscription_events_missed_total")
                        && line.contains("example"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void shouldLetInWhoShowsATokenAndSayWhatItIs() throws Exception {
        var stranger = http.send(
                HttpRequest.newBuilder(URI.create(site.gateway().address() + "/fhir/Observation"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(stranger.statusCode()).isEqualTo(401);
        var metadata = http.send(
                HttpRequest.newBuilder(URI.create(site.gateway().address() + "/fhir/metadata"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(metadata.body()).contains("CapabilityStatement", "4.0.1");
        assertThat(post("/fhir/Observation", "{\"resourceType\":\"Observation\",\"status\":\"nonsense\"}")
                        .body())
                .contains("OperationOutcome", "status");
    }

    @Test
    void shouldAnswerEveryPublishedSample() throws Exception {
        assumeTrue(Files.isDirectory(SAMPLES), "the samples are not here");
        try (var files = Files.list(SAMPLES.resolve("fhir-r4-examples"))) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".json")).toList()) {
                var type = file.getFileName().toString().replaceAll("-.*", "");
                assertThat(post("/fhir/" + type, Files.readString(file)).statusCode())
                        .as("%s", file)
                        .isIn(201, 422);
            }
        }
        try (var files = Files.list(SAMPLES.resolve("microsoft-fhir-converter-hl7v2"));
                var client = site.client()) {
            for (var file : files.filter(one -> one.toString().endsWith(".hl7")).toList()) {
                client.write(new byte[] {0x0b});
                client.write(Files.readAllBytes(file));
                client.write(new byte[] {0x1c, '\r'});
                assertThat(MllpClient.msa(client.read())).as("%s", file).matches("A[AR] .*");
            }
        }
    }
}
