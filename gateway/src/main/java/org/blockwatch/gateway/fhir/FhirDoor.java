package org.blockwatch.gateway.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.blockwatch.gateway.bus.BusUnavailableException;
import org.blockwatch.gateway.bus.SetAside;
import org.blockwatch.gateway.bus.StatementBus;
import org.blockwatch.gateway.bus.Work.Decision;
import org.blockwatch.gateway.chart.Problem;
import org.blockwatch.gateway.door.SourceMeters;
import org.blockwatch.gateway.door.SourceMeters.Result;
import org.blockwatch.gateway.intake.Interpretation;
import org.blockwatch.gateway.map.SourceMap;
import org.blockwatch.gateway.map.SourceMaps;
import org.blockwatch.gateway.patient.PatientDesk;
import org.blockwatch.service.clock.EngineClock;

/** Takes FHIR: 201 once all is committed, 503 if it could not be, 422 if it never can, and then it is kept. */
public final class FhirDoor {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_SECONDS = "5";
    private static final List<String> TYPES =
            List.of("Observation", "Procedure", "Encounter", "MedicationAdministration", "QuestionnaireResponse");

    private final FhirClients clients;
    private final SourceMaps maps;
    private final StatementBus bus;
    private final SourceMeters meters;
    private final EngineClock clock;
    private final SubscriptionLog subscriptions = new SubscriptionLog();

    /**
     * A door.
     *
     * @throws org.blockwatch.service.settings.SettingsException if a token is none
     */
    public FhirDoor(List<String> tokens, SourceMaps maps, StatementBus bus, SourceMeters meters, EngineClock clock) {
        clients = new FhirClients(tokens);
        this.maps = maps;
        this.bus = bus;
        this.meters = meters;
        this.clock = clock;
    }

    /** Checks tokens without opening anything. */
    public static void check(FhirSettings settings) {
        new FhirClients(settings.fhirTokens().orElse(List.of()));
    }

    /** Adds its routes. */
    public void routes(RoutesConfig routes) {
        routes.get("/fhir/metadata", this::metadata);
        routes.post("/fhir", ctx -> take(ctx, OK));
        // Of other types nothing is for us, which is no fault of who sends them.
        routes.post("/fhir/{type}", ctx -> take(ctx, CREATED));
        routes.put("/fhir/{type}/{id}", ctx -> take(ctx, OK));
    }

    private record Sent(FhirText format, SourceMap map, JsonNode resource, String text, Instant arrival) {
        String type() {
            return resource.path("resourceType").asText();
        }

        String bundleType() {
            return type().equals("Bundle") ? resource.path("type").asText() : "";
        }
    }

    private void take(Context ctx, int done) {
        FhirText format = FhirText.of(Optional.ofNullable(ctx.contentType()).orElse(""));
        Optional<SourceMap> map = clients.of(ctx).flatMap(maps::ofClient);
        if (map.isEmpty()) {
            ctx.header("WWW-Authenticate", "Bearer");
            answer(
                    ctx,
                    format,
                    UNAUTHORIZED,
                    problem("", "Show a token of fhir.tokens whose name is in clients of a map"));
            return;
        }
        String text = ctx.body();
        try {
            JsonNode resource = format.parse(text);
            requireType(ctx, resource);
            work(ctx, new Sent(format, map.get(), resource, text, clock.now()), done);
        } catch (FhirRefusal e) {
            keep(ctx, format, map.get(), text, e);
        } catch (BusUnavailableException e) {
            away(ctx, format, map.get(), e);
        }
    }

    private static void requireType(Context ctx, JsonNode resource) {
        String[] parts = ctx.path().split("/", -1);
        String expected = parts.length > 2 && !parts[2].isEmpty() ? parts[2] : "Bundle";
        String found = resource.path("resourceType").asText();
        if (!found.equals(expected)) {
            throw new FhirRefusal(BAD_REQUEST, "resourceType", "A " + expected + " is taken here, not a " + found);
        }
    }

    private void work(Context ctx, Sent sent, int done) throws BusUnavailableException {
        SubscriptionLog.Status status = SubscriptionLog.status(sent.resource());
        if (!status.type().isEmpty()) {
            notified(sent, status);
            if (!status.type().equals("event-notification") && !status.type().equals("query-event")) {
                meters.alive(sent.map().name());
                answer(ctx, sent.format(), OK, Outcomes.of(List.of(), "information"));
                return;
            }
            if (sent.resource().path("entry").size() < 2) {
                throw new FhirRefusal(
                        UNPROCESSABLE,
                        "Bundle.entry",
                        "The notification holds no resource: subscribe with full-resource");
            }
        } else if (sent.type().equals("Bundle")
                && !List.of("transaction", "batch", "message", "collection").contains(sent.bundleType())) {
            throw new FhirRefusal(
                    UNPROCESSABLE,
                    "Bundle.type",
                    "\"" + sent.bundleType()
                            + "\" is not taken: send transaction, batch, message, collection or a notification");
        }
        Interpretation interpretation = ResourceReader.read(BundleEntries.of(sent.resource()), sent.map());
        boolean whole = sent.bundleType().equals("transaction") || !sent.type().equals("Bundle");
        PatientDesk.Outcome outcome = write(sent, interpretation, whole);
        tell(ctx, sent, interpretation, outcome, done);
    }

    private void notified(Sent sent, SubscriptionLog.Status status) {
        long missing = subscriptions.missing(sent.map().name(), status);
        if (missing > 0) {
            meters.missedEvents(sent.map().name(), status.subscription(), missing);
        }
    }

    /** All or nothing, or as much of it as can be used. */
    private PatientDesk.Outcome write(Sent sent, Interpretation interpretation, boolean whole)
            throws BusUnavailableException {
        String source = sent.map().name();
        meters.unknown(source, interpretation.unknown());
        Map<String, String> headers = Map.of("blockwatch.map", sent.map().id());
        return bus.execute(
                (places, before) -> {
                    var staged = places.staged();
                    PatientDesk.Outcome made =
                            PatientDesk.process(interpretation, sent.map(), sent.arrival(), headers, places, before);
                    boolean nothing = whole && !made.problems().isEmpty();
                    if (nothing) {
                        places.restore(staged);
                    }
                    return new Decision<>(
                            nothing ? List.of() : made.records(),
                            made.problems().isEmpty()
                                    ? List.<ProducerRecord<byte[], byte[]>>of()
                                    : List.of(deadLetter(sent.text(), source, made.problems(), sent.arrival())),
                            made);
                },
                interpretation.changesEarlier());
    }

    private void tell(Context ctx, Sent sent, Interpretation interpretation, PatientDesk.Outcome outcome, int done) {
        boolean all = sent.bundleType().equals("transaction") || !sent.type().equals("Bundle");
        boolean refused =
                !outcome.problems().isEmpty() && (all || outcome.records().isEmpty());
        if (!refused) {
            meters.outcome(sent.map().name(), outcome);
        }
        meters.message(sent.map().name(), result(interpretation, outcome, refused));
        if (refused) {
            answer(ctx, sent.format(), UNPROCESSABLE, Outcomes.of(outcome.problems(), "error"));
        } else if (sent.bundleType().equals("transaction") || sent.bundleType().equals("batch")) {
            answer(ctx, sent.format(), done, response(sent, outcome.problems()));
        } else {
            answer(ctx, sent.format(), done, Outcomes.of(outcome.problems(), "warning"));
        }
    }

    private static Result result(Interpretation interpretation, PatientDesk.Outcome outcome, boolean refused) {
        if (refused) {
            return Result.REFUSED;
        }
        if (!outcome.problems().isEmpty()) {
            return Result.PARTLY;
        }
        if (!interpretation.acts().isEmpty()) {
            return Result.ACCEPTED;
        }
        return interpretation.isWithoutPatient() ? Result.NO_PATIENT : Result.NOTHING;
    }

    private static ObjectNode response(Sent sent, List<Problem> problems) {
        ObjectNode bundle =
                JSON.objectNode().put("resourceType", "Bundle").put("type", sent.bundleType() + "-response");
        ArrayNode entries = bundle.putArray("entry");
        for (int i = 0; i < sent.resource().path("entry").size(); i++) {
            String path = "Bundle.entry[" + i + "]";
            List<Problem> own = problems.stream()
                    .filter(problem -> problem.where().startsWith(path))
                    .toList();
            ObjectNode response = entries.addObject().putObject("response");
            response.put("status", own.isEmpty() ? "201 Created" : "422 Unprocessable Entity");
            response.set("outcome", Outcomes.of(own, own.isEmpty() ? "information" : "error"));
        }
        return bundle;
    }

    private void keep(Context ctx, FhirText format, SourceMap map, String text, FhirRefusal refusal) {
        List<Problem> problems = List.of(new Problem(refusal.element(), String.valueOf(refusal.getMessage())));
        try {
            bus.execute(
                    (places, sent) -> new Decision<>(
                            List.of(), List.of(deadLetter(text, map.name(), problems, clock.now())), refusal),
                    false);
            meters.message(map.name(), Result.REFUSED);
            answer(ctx, format, refusal.status(), Outcomes.of(problems, "error"));
        } catch (BusUnavailableException e) {
            away(ctx, format, map, e);
        }
    }

    private void away(Context ctx, FhirText format, SourceMap map, BusUnavailableException e) {
        meters.message(map.name(), Result.UNAVAILABLE);
        ctx.header("Retry-After", RETRY_SECONDS);
        answer(ctx, format, UNAVAILABLE, Outcomes.transientFailure(String.valueOf(e.getMessage())));
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(
            String text, String source, List<Problem> problems, Instant arrival) {
        return SetAside.deadLetter(text.getBytes(StandardCharsets.UTF_8), null, "fhir/" + source, problems, arrival);
    }

    private static ObjectNode problem(String where, String reason) {
        return Outcomes.of(List.of(new Problem(where, reason)), "error");
    }

    private static void answer(Context ctx, FhirText format, int status, JsonNode resource) {
        ctx.status(status).contentType(format.contentType()).result(format.write(resource));
    }

    private void metadata(Context ctx) {
        FhirText format = FhirText.of(Optional.ofNullable(ctx.header("Accept")).orElse(""));
        ObjectNode statement = JSON.objectNode()
                .put("resourceType", "CapabilityStatement")
                .put("status", "active")
                .put("date", "2026-11-01")
                .put("kind", "instance")
                .put("fhirVersion", format.isR5() ? "5.0.0" : "4.0.1");
        statement.putObject("implementation").put("description", "Blockwatch gateway: it accepts, and serves nothing");
        statement.putArray("format").add("json").add("xml");
        ObjectNode rest = statement.putArray("rest").addObject().put("mode", "server");
        ArrayNode resources = rest.putArray("resource");
        for (String type : TYPES) {
            ArrayNode interactions = resources.addObject().put("type", type).putArray("interaction");
            interactions.addObject().put("code", "create");
            interactions.addObject().put("code", "update");
        }
        ArrayNode system = rest.putArray("interaction");
        system.addObject().put("code", "transaction");
        system.addObject().put("code", "batch");
        answer(ctx, format, OK, statement);
    }
}
