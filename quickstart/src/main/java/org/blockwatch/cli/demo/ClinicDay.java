package org.blockwatch.cli.demo;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.blockwatch.cli.clinic.ClinicBurden;
import org.blockwatch.cli.clinic.Outpatient;
import org.blockwatch.cli.clinic.OutpatientCourse;
import org.blockwatch.cli.clinic.SimulatedClinic;
import org.blockwatch.cli.embedded.MessagePrinter;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.event.Alert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.followup.form.FormReplies;
import org.blockwatch.service.clock.EngineClock;

/**
 * A clinic's outpatients beside the ward: they get messages, open links, send forms, telephone; who is paged about them calls
 * them. Keeps what each kind of course costs whom.
 */
public final class ClinicDay implements AutoCloseable {

    private static final String ROW = "  %-37s %8s %8s %7s %5s %4s %6s %4s %5s  %s";

    private static final long LEAST_WAIT_NANOS = 1_000_000;

    private final DemoScreen screen;
    private final EngineClock clock;
    private final SimulatedClinic clinic;
    private final ClinicBurden burden;
    private final CompletableFuture<WardFeed> feed = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledThreadPoolExecutor patients =
            new ScheduledThreadPoolExecutor(2, task -> new Thread(task, "outpatients"));

    /** A clinic that has not opened yet. */
    public ClinicDay(DemoScreen screen, EngineClock clock, SimulatedClinic clinic) {
        this.screen = screen;
        this.clock = clock;
        this.clinic = clinic;
        this.burden = new ClinicBurden(clinic);
        patients.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // closed: the days are over
    }

    /** Returns when nothing is due from its patients any more. */
    public Instant closesAt() {
        return clinic.closesAt();
    }

    void open(WardFeed charted) {
        charted.play(clinic.arrivals());
        feed.complete(charted);
    }

    void alert(Alert alert) {
        burden.alert(alert);
    }

    /** Takes in that a page has reached somebody, and returns what that person does. */
    List<Arrival> paged(PageRequest page, PageEvent accepted) {
        burden.page(accepted);
        return clinic.afterPage(page, String.valueOf(accepted.getRecipient()), accepted.getAt());
    }

    /** Takes in a message: the patient does with it what such a patient does. */
    public void got(MessagePrinter.Message message) {
        burden.message(message.contact(), message.id());
        var now = clock.now();
        screen.out().printf("MESSAGE to %s  %s%n", message.contact(), message.text());
        clinic.patient(message.contact())
                .ifPresent(patient -> clinic.replies(patient, message.kind(), now)
                        .forEach((at, replies) -> answerWhenDue(patient, message, at, replies)));
    }

    private void answerWhenDue(Outpatient patient, MessagePrinter.Message message, Instant at, FormReplies replies) {
        var wait = clock.wall(Duration.between(clock.now(), at)).toNanos();
        patients.schedule(
                () -> {
                    if (clock.now().isBefore(at)) { // a clock that is paced may have run slower meanwhile
                        answerWhenDue(patient, message, at, replies);
                    } else {
                        answer(patient, message, replies);
                    }
                },
                Math.max(LEAST_WAIT_NANOS, wait),
                TimeUnit.NANOSECONDS);
    }

    private void answer(Outpatient patient, MessagePrinter.Message message, FormReplies replies) {
        try {
            var body = replies.byItem().entrySet().stream()
                    .map(reply -> reply.getKey().field() + "="
                            + URLEncoder.encode(reply.getValue().word(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            var page = http.send(
                    HttpRequest.newBuilder(message.link())
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (page.statusCode() != 200) {
                screen.out().printf("ANSWER of %s  is refused with %s%n", patient.id(), page.statusCode());
                return;
            }
            burden.answer(patient.id(), message.id() + replies.byItem());
            screen.out().printf("ANSWER of %s  the page says: %s%n", patient.id(), title(page.body()));
            var calls = clinic.afterAnswer(patient, clock.now(), replies);
            calls.forEach(call -> burden.call(patient.id(), call.at()));
            feed.join().play(calls);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the days are over
        } catch (IOException | RuntimeException e) {
            screen.out().printf("ANSWER of %s  does not get through: %s%n", patient.id(), e.getMessage());
        }
    }

    private static String title(String page) {
        return page.replaceFirst("(?s).*<title>", "").replaceFirst("(?s)</title>.*", "");
    }

    String status() {
        return "   clinic: %s messages, %s answers, %s pages".formatted(sum("messages"), sum("answers"), sum("pages"));
    }

    private int sum(String what) {
        var sum = 0;
        for (var course : OutpatientCourse.values()) {
            sum += burden.count(course, what);
        }
        return sum;
    }

    /** Returns the promises to outpatients that are broken, a line each. */
    List<String> brokenPromises() {
        var broken = new ArrayList<String>();
        var paged = burden.count(OutpatientCourse.UNEVENTFUL, "pages");
        if (paged > 0) {
            broken.add("%s pages for outpatients whose block wore off and who answered when asked".formatted(paged));
        }
        if (patients(OutpatientCourse.HAEMATOMA) > 0
                && (burden.count(OutpatientCourse.HAEMATOMA, "HIGH") == 0
                        || burden.count(OutpatientCourse.HAEMATOMA, "pages") == 0)) {
            broken.add("nobody was paged HIGH for the outpatient whose saddle was numb");
        }
        return broken;
    }

    private long patients(OutpatientCourse course) {
        return clinic.patients().stream()
                .filter(patient -> patient.course() == course)
                .count();
    }

    /** Returns the table of what each kind of course has cost whom. */
    String summary() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("  What each kind of outpatient has cost whom, over three days:");
        lines.add("");
        lines.add(
                ROW.formatted("", "patients", "messages", "answers", "calls", "LOW", "MEDIUM", "HIGH", "pages", "to"));
        for (var course : OutpatientCourse.values()) {
            if (patients(course) > 0) {
                lines.add(row(course));
            }
        }
        lines.add("");
        lines.add("  Calls are those that patients asked for (\"not sure\"); who is paged telephones too.");
        if (burden.count(OutpatientCourse.UNEVENTFUL, "pages") == 0) {
            lines.add("  Pages per uneventful outpatient: 0.");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private String row(OutpatientCourse course) {
        var to = burden.pagesByRole(course).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return ROW.formatted(
                course.words(),
                patients(course),
                burden.count(course, "messages"),
                burden.count(course, "answers"),
                burden.count(course, "calls"),
                burden.count(course, "LOW"),
                burden.count(course, "MEDIUM"),
                burden.count(course, "HIGH"),
                burden.count(course, "pages"),
                to.isEmpty() ? "nobody" : to);
    }

    @Override
    public void close() {
        patients.shutdownNow();
    }
}
