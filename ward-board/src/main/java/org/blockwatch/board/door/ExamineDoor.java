package org.blockwatch.board.door;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.board.access.SentAwayException;
import org.blockwatch.board.access.SentAwayException.Reason;
import org.blockwatch.board.access.Viewer;
import org.blockwatch.board.screen.NeuroForm;
import org.blockwatch.board.ward.Ward;
import org.blockwatch.event.AccessKind;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.Location;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.Setting;
import org.blockwatch.event.StatementStatus;
import org.jspecify.annotations.Nullable;

/** Where somebody examines at the bedside: a form, a look over it, and what was charted; later corrected or taken back. */
final class ExamineDoor {

    private static final Duration LONGEST_AGO = Duration.ofHours(24);

    private final PageFrame frame;
    private final Ward ward;
    private final Function<SpecificRecord, CompletableFuture<Void>> writer;

    /** @param writer writes an examination; completes when the brokers have it */
    ExamineDoor(PageFrame frame, Ward ward, Function<SpecificRecord, CompletableFuture<Void>> writer) {
        this.frame = frame;
        this.ward = ward;
        this.writer = writer;
    }

    /**
     * Who is examined, and what was charted of it before.
     *
     * @param home whether the patient is at home, so that what is charted comes from the telephone
     */
    private record Bedside(
            String key,
            String patientId,
            boolean home,
            @Nullable Location place,
            Optional<NeuroAssessment> known,
            List<String> missing) {

        String unit() {
            return place == null || place.getUnit() == null ? Ward.NOWHERE : place.getUnit();
        }

        String bed() {
            if (home) {
                return "at home";
            }
            return place == null || place.getBed() == null ? "no bed" : place.getBed();
        }
    }

    void routes(RoutesConfig routes) {
        routes.get("/examine/{block}", ctx -> form(ctx, bedside(ctx, null), new NeuroForm(Map.of()), List.of()));
        routes.get("/examine/{block}/{event}", ctx -> {
            Bedside bedside = bedside(ctx, ctx.pathParam("event"));
            form(ctx, bedside, NeuroForm.of(own(bedside).getExam()), List.of());
        });
        routes.post("/examine/{block}", ctx -> review(ctx, null));
        routes.post("/examine/{block}/{event}", ctx -> review(ctx, ctx.pathParam("event")));
        routes.post("/examine/{block}/{event}/send", this::send);
        routes.post("/examine/{block}/{event}/retract", this::retract);
    }

    private Bedside bedside(Context ctx, @Nullable String eventId) {
        String key = ctx.pathParam("block");
        frame.access().signedIn(ctx);
        Bedside bedside = ward.block(
                        key,
                        (patient, block) -> new Bedside(
                                key,
                                patient.patientId(),
                                block.getSetting() == Setting.HOME,
                                patient.location(),
                                eventId == null ? Optional.empty() : patient.assessment(eventId),
                                block.getOpenAlerts().stream()
                                        .flatMap(open -> patient.alert(open.getAlertId()).stream())
                                        .flatMap(story -> story.latest().stream())
                                        .flatMap(alert -> alert.getMissing().stream())
                                        .distinct()
                                        .toList()))
                .orElseThrow(() -> new SentAwayException(Reason.FORBIDDEN, ""));
        frame.access().treating(ctx, bedside.unit());
        return bedside;
    }

    /** Only what was charted at a board is corrected at one: the rest belongs to the system that sent it. */
    private static NeuroAssessment own(Bedside bedside) {
        return bedside.known()
                .filter(one -> NeuroForm.isOwn(one) && one.getExam() != null)
                .orElseThrow(() -> new SentAwayException(Reason.FORBIDDEN, ""));
    }

    private void form(Context ctx, Bedside bedside, NeuroForm form, List<String> problems) {
        Map<String, Object> model = frame.still(ctx, "Examine " + bedside.unit() + " " + bedside.bed());
        model.putAll(form.model());
        model.put("key", bedside.key());
        model.put("eventId", bedside.known().map(NeuroAssessment::getEventId).orElse(""));
        model.put("missing", bedside.missing());
        model.put("complete", !bedside.missing().isEmpty());
        model.put("problems", problems);
        if (!problems.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        frame.show(ctx, "examine", model);
    }

    private void review(Context ctx, @Nullable String eventId) {
        Viewer.SignedIn person = frame.access().acting(ctx);
        Bedside bedside = bedside(ctx, eventId);
        NeuroForm form = new NeuroForm(ctx.formParamMap());
        List<String> problems = form.problems();
        if (!problems.isEmpty()) {
            form(ctx, bedside, form, problems);
            return;
        }
        Instant at =
                eventId == null ? frame.now().minus(ago(ctx)) : own(bedside).getOccurredAt();
        Map<String, Object> model = frame.still(ctx, "Look over it");
        model.put("key", bedside.key());
        model.put("unit", bedside.unit());
        model.put("bed", bedside.bed());
        model.put("lines", form.lines());
        model.put("hidden", form.hidden());
        model.put("at", frame.time().at(at, frame.now()));
        model.put("atMillis", String.valueOf(at.toEpochMilli()));
        model.put("eventId", eventId == null ? NeuroForm.EVENT + UUID.randomUUID() : eventId);
        model.put("revision", bedside.known().map(one -> one.getRevision() + 1).orElse(0));
        model.put("person", person.name());
        frame.show(ctx, "review", model);
    }

    private static Duration ago(Context ctx) {
        String minutes = Optional.ofNullable(ctx.formParam("ago")).orElse("0");
        return minutes.matches("\\d{1,3}") ? Duration.ofMinutes(Integer.parseInt(minutes)) : Duration.ZERO;
    }

    @SuppressWarnings("UnusedException") // an answer, not a defect: the form is not the board's own
    private void send(Context ctx) {
        Viewer.SignedIn person = frame.access().acting(ctx);
        Bedside bedside = bedside(ctx, ctx.pathParam("event"));
        NeuroForm form = new NeuroForm(ctx.formParamMap());
        Instant now = frame.now();
        Instant at;
        NeuroExam exam;
        int revision;
        try {
            at = Instant.ofEpochMilli(Long.parseLong(String.valueOf(ctx.formParam("at"))));
            revision = Integer.parseInt(String.valueOf(ctx.formParam("revision")));
            exam = form.exam();
        } catch (IllegalArgumentException e) {
            throw new SentAwayException(Reason.FORGED, "");
        }
        boolean plausible = !at.isAfter(now) && at.isAfter(now.minus(LONGEST_AGO)) && revision >= 0;
        boolean foreign = bedside.known().filter(one -> !NeuroForm.isOwn(one)).isPresent();
        if (!plausible
                || foreign
                || !form.problems().isEmpty()
                || !ctx.pathParam("event").startsWith(NeuroForm.EVENT)) {
            throw new SentAwayException(Reason.FORGED, "");
        }
        write(
                ctx,
                bedside,
                person,
                NeuroAssessment.newBuilder()
                        .setEventId(ctx.pathParam("event"))
                        .setRevision(revision)
                        .setStatus(revision == 0 ? StatementStatus.FINAL : StatementStatus.AMENDED)
                        .setPatientId(bedside.patientId())
                        .setSource(bedside.known()
                                .map(NeuroAssessment::getSource)
                                .orElse(bedside.home() ? NeuroForm.TELEPHONE : NeuroForm.SOURCE))
                        .setOccurredAt(at)
                        .setRecordedAt(now)
                        .setPurpose(AssessmentPurpose.POST_BLOCK)
                        .setAssessorId(person.user())
                        .setLocation(bedside.place())
                        .setExam(exam)
                        .build());
    }

    private void retract(Context ctx) {
        Viewer.SignedIn person = frame.access().acting(ctx);
        Bedside bedside = bedside(ctx, ctx.pathParam("event"));
        NeuroAssessment known = own(bedside);
        write(
                ctx,
                bedside,
                person,
                NeuroAssessment.newBuilder(known)
                        .setRevision(known.getRevision() + 1)
                        .setStatus(StatementStatus.ENTERED_IN_ERROR)
                        .setRecordedAt(frame.now())
                        .setAssessorId(person.user())
                        .build());
    }

    private void write(Context ctx, Bedside bedside, Viewer.SignedIn person, NeuroAssessment charted) {
        ctx.future(() -> writer.apply(charted).handle((done, e) -> {
            if (e == null) {
                frame.access()
                        .log()
                        .record(frame.access()
                                .log()
                                .event(person, AccessKind.EXAMINED)
                                .setUnit(bedside.unit())
                                .setPatientId(bedside.patientId())
                                .setStatementId(charted.getEventId())
                                .build());
                ctx.redirect("/patient/" + bedside.key(), HttpStatus.SEE_OTHER);
            } else {
                frame.say(
                        ctx,
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Not sent",
                        "The brokers do not have it. Go back and send it again; it does no harm if it is sent twice.");
            }
            return null;
        }));
    }
}
