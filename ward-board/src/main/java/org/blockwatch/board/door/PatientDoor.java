package org.blockwatch.board.door;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.board.access.Viewer;
import org.blockwatch.board.answer.AnswerClient;
import org.blockwatch.board.answer.AnswerClient.Given;
import org.blockwatch.board.live.EventStreams;
import org.blockwatch.board.screen.CallItem;
import org.blockwatch.board.screen.PatientModel;
import org.blockwatch.board.screen.PhoneItem;
import org.blockwatch.board.ward.PagedAlert;
import org.blockwatch.board.ward.Ward;
import org.blockwatch.event.AccessKind;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.FollowUp;
import org.blockwatch.event.OpenAlertView;
import org.blockwatch.service.text.Printable;
import org.jspecify.annotations.Nullable;

/** The page of a patient, the page of who is paged, and answers. */
final class PatientDoor {

    private static final int MOST_NOTE = 200;

    private final PageFrame frame;
    private final Ward ward;
    private final AnswerClient answers;

    PatientDoor(PageFrame frame, Ward ward, AnswerClient answers) {
        this.frame = frame;
        this.ward = ward;
        this.answers = answers;
    }

    void routes(RoutesConfig routes) {
        routes.get("/patient/{block}", this::patient);
        routes.get("/mine", this::mine);
        routes.get("/calls", this::calls);
        routes.post("/alerts/{alert}/answers", this::answer);
    }

    private void patient(Context ctx) {
        String key = ctx.pathParam("block");
        Viewer.SignedIn person = frame.access().signedIn(ctx);
        Optional<String> unit = ward.block(key, (patient, block) -> Ward.unit(patient));
        if (unit.isEmpty()) {
            frame.say(
                    ctx,
                    HttpStatus.NOT_FOUND,
                    "No open block",
                    "No block of this name is open: it has closed, or the address is wrong. Go back to the wall.");
            return;
        }
        frame.access().treating(ctx, unit.get());
        Map<String, Object> model = frame.live(ctx, unit.get(), EventStreams.EVERYWHERE);
        ward.block(key, (patient, block) -> {
            model.putAll(PatientModel.of(patient, block, ward, frame.now(), frame.time()));
            frame.access().log().viewed(person, patient.patientId(), unit.get());
            return model;
        });
        model.put("heading", unit.get() + " " + model.get("bed"));
        model.put("title", unit.get() + " " + model.get("bed") + " – Blockwatch");
        model.put("unitPath", PageFrame.encoded(unit.get()));
        model.put("mine", key);
        model.put("kind", "patient");
        frame.show(ctx, "patient", model);
    }

    /** What pages somebody first, then what is open in their units and of their own patients. */
    private void mine(Context ctx) {
        Viewer.SignedIn person = frame.access().signedIn(ctx);
        Map<String, Object> model = frame.live(ctx, "My alerts", EventStreams.EVERYWHERE);
        List<PhoneItem> items = new ArrayList<>();
        Instant now = frame.now();
        ward.patients(patient -> {
            if (person.treats(Ward.unit(patient))) {
                patient.blocks().forEach(block -> {
                    for (OpenAlertView open : block.getOpenAlerts()) {
                        items.add(PhoneItem.of(patient, block, open, ward, person.user(), now, frame.time()));
                    }
                });
            }
            return patient;
        });
        items.sort(Comparator.comparing(PhoneItem::order));
        model.put("items", items.stream().map(PhoneItem::model).toList());
        model.put("none", items.isEmpty());
        model.put("canAnswer", answers.isSetUp());
        model.put("mine", "*");
        model.put("kind", "phone");
        frame.show(ctx, "mine", model);
    }

    private record Alert(String patientId, String alertId, String unit) {}

    private void answer(Context ctx) {
        Viewer.SignedIn person = frame.access().acting(ctx);
        String key = ctx.pathParam("alert");
        Optional<Alert> alert = find(key);
        if (alert.isEmpty()) {
            told(ctx, HttpStatus.CONFLICT, "Not sent: this alert has ended.");
            return;
        }
        frame.access().treating(ctx, alert.get().unit());
        AlertResponseKind kind = kind(ctx.formParam("kind"));
        String note = note(ctx.formParam("note"));
        if (kind == AlertResponseKind.UNKNOWN || (kind == AlertResponseKind.DECLINED && note == null)) {
            told(ctx, HttpStatus.UNPROCESSABLE_CONTENT, "Not sent: say why you cannot come.");
            return;
        }
        // The same person answers the same page in the same way once, however often the button is pressed.
        String eventId = key + "-" + kind + "-"
                + frame.now().getEpochSecond() / Duration.ofMinutes(1).toSeconds();
        Given given = answers.give(
                alert.get().patientId(),
                alert.get().alertId(),
                kind,
                person.user(),
                note,
                eventId + "-" + Integer.toHexString(person.user().hashCode()));
        if (given.recorded()) {
            frame.access()
                    .log()
                    .record(frame.access()
                            .log()
                            .event(person, AccessKind.ANSWERED)
                            .setUnit(alert.get().unit())
                            .setPatientId(alert.get().patientId())
                            .setAlertId(alert.get().alertId())
                            .setReason(note)
                            .build());
            told(ctx, HttpStatus.CREATED, "Sent, not yet confirmed.");
        } else {
            told(ctx, HttpStatus.BAD_GATEWAY, given.text());
        }
    }

    private Optional<Alert> find(String key) {
        List<Alert> found = new ArrayList<>();
        ward.patients(patient -> {
            patient.openAlerts().map(PagedAlert::alertId).forEach(alertId -> {
                if (ward.alertKey(patient.patientId(), alertId).equals(key)) {
                    found.add(new Alert(patient.patientId(), alertId, Ward.unit(patient)));
                }
            });
            return patient;
        });
        return found.stream().findFirst();
    }

    private static AlertResponseKind kind(@Nullable String named) {
        return "ACKNOWLEDGED".equals(named)
                ? AlertResponseKind.ACKNOWLEDGED
                : "DECLINED".equals(named) ? AlertResponseKind.DECLINED : AlertResponseKind.UNKNOWN;
    }

    private static @Nullable String note(@Nullable String given) {
        String note = given == null ? "" : Printable.line(given).strip();
        return note.isEmpty() ? null : note.substring(0, Math.min(MOST_NOTE, note.length()));
    }

    private void told(Context ctx, HttpStatus status, String text) {
        if (SignInDoor.wantsJson(ctx)) {
            ctx.status(status).json(Map.of("text", text));
        } else {
            frame.say(ctx, status, "Your answer", text);
        }
    }

    /** Whom somebody telephones, who has waited longest first. */
    private void calls(Context ctx) {
        Viewer.SignedIn person = frame.access().signedIn(ctx);
        Map<String, Object> model = frame.still(ctx, "To telephone");
        Instant now = frame.now();
        List<CallItem> calls = new ArrayList<>();
        for (FollowUp one : ward.followUps()) {
            one.getBlocks().stream()
                    .filter(block -> person.treats(CallItem.unit(block)))
                    .forEach(block -> calls.addAll(CallItem.of(
                            one.getPatientId(), block, ward.asksForCall(one.getPatientId()), ward, now, frame.time())));
        }
        calls.sort(Comparator.comparing(CallItem::since));
        model.put("calls", calls.stream().map(CallItem::model).toList());
        model.put("none", calls.isEmpty());
        model.put("canAnswer", answers.isSetUp());
        frame.show(ctx, "calls", model);
    }
}
