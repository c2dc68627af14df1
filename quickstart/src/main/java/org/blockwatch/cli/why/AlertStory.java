package org.blockwatch.cli.why;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.schemas.PlainJson;

/** The story of an alert in words. Pure: the same records, instant and zone tell the same story. */
public final class AlertStory {

    private final Trail trail;
    private final Instant now;
    private final Times times;

    /**
     * @param now up to when the records tell
     * @param zone in which instants are told
     */
    public AlertStory(Trail trail, Instant now, ZoneId zone) {
        this.trail = trail;
        this.now = now;
        this.times = new Times(zone);
    }

    /** Returns everything that happened, in time order. */
    public List<Sentence> sentences() {
        var ladder = new LadderSentences(trail, times);
        var attempts = new AttemptSentences(trail);
        return Stream.of(
                        trail.transitions().stream().map(AlertSentences::of),
                        trail.answers().stream().map(AlertSentences::of),
                        trail.events().stream()
                                .map(event -> Trail.ofLadder(event) ? ladder.of(event) : attempts.of(event)))
                .flatMap(told -> told)
                .sorted(comparing(Sentence::at)) // stable: at one instant the alert comes first, then the answer to it
                .toList();
    }

    /** Returns the whole story, for people to read. */
    public String text() {
        var page = new TextPage();
        head(page);
        page.title("What happened");
        sentences().forEach(sentence -> page.entry(times.at(sentence.at()), sentence.text()));
        page.title("How far it came");
        new ReachSentences(trail, times).lines().forEach(page::line);
        page.title("What comes next");
        page.line(next());
        return page.toString();
    }

    /** Returns why one person was paged, or was not. */
    public String text(String recipient) {
        var page = new TextPage();
        head(page);
        page.title("Was %s paged?".formatted(recipient));
        new ReachSentences(trail, times).lines(recipient).forEach(page::line);
        page.title("What happened");
        sentences().stream()
                .filter(sentence -> concerns(sentence, recipient))
                .forEach(sentence -> page.entry(times.at(sentence.at()), sentence.text()));
        page.title("What comes next");
        page.line(next());
        return page.toString();
    }

    /** Returns whether a sentence concerns a person: what happened to others does not, what the ladder decided does. */
    private static boolean concerns(Sentence sentence, String recipient) {
        return !(sentence.record() instanceof PageEvent event)
                || Trail.ofLadder(event)
                || event.getRecipient() == null
                || event.getRecipient().equals(recipient);
    }

    /** Returns a line for each thing that happened, with the record that says so. */
    public String json() {
        return sentences().stream()
                .map(sentence -> "{\"at\":\"%s\",\"text\":\"%s\",\"type\":\"%s\",\"record\":%s}\n"
                        .formatted(
                                sentence.at(),
                                new String(JsonStringEncoder.getInstance().quoteAsString(sentence.text())),
                                sentence.record().getSchema().getName(),
                                PlainJson.write(sentence.record())))
                .collect(joining());
    }

    private void head(TextPage page) {
        page.line("Alert " + trail.alertId());
        trail.latest().ifPresentOrElse(alert -> head(page, alert), () -> {
            page.line("The topic of alerts does not keep it any more; this is what the trail of pages still has.");
        });
    }

    private void head(TextPage page, Alert alert) {
        page.line(Terms.about(alert.getCode()));
        page.line("%s; patient %s; block %s of %s"
                .formatted(Terms.place(alert), alert.getPatientId(), alert.getBlockId(), times.at(alert.getBlockAt())));
        page.title("Why there was an alert");
        alert.getFindings().forEach(page::line);
        alert.getMissing().forEach(missing -> page.line("Not examined: " + missing));
        page.line("Since %s, by rule %s of %s. %s"
                .formatted(
                        times.at(alert.getDueAt()), alert.getRule(), alert.getProtocolVersion(), alert.getCitation()));
    }

    private String next() {
        var latest = trail.latest();
        if (latest.isPresent() && latest.get().getPhase() == AlertPhase.END) {
            return "Nothing: the alert has ended.";
        }
        if (latest.isEmpty()) {
            return "That is not known: the records of the alert itself are gone.";
        }
        Optional<PageEvent> decision = trail.latestDecision();
        if (decision.isEmpty()) {
            return "Nothing is recorded of a ladder for this alert. If it has stood for more than a minute, streams-app does"
                    + " not work: ask whoever runs Blockwatch.";
        }
        var nextAt = decision.get().getNextAt();
        if (nextAt == null) {
            return "Nothing by itself: the ladder waits for an answer, or for the alert to change.";
        }
        if (nextAt.isBefore(now)) {
            return "The ladder was to act at %s and nothing is recorded of that: it is late. Ask whoever runs Blockwatch."
                    .formatted(times.at(nextAt));
        }
        return decision.get().getKind() == PageEventKind.ACKNOWLEDGED
                ? "At %s the ladder goes on, unless an examination is charted by then or the alert ends."
                        .formatted(times.at(nextAt))
                : "At %s the ladder acts again, unless a person acknowledges by then or the alert ends."
                        .formatted(times.at(nextAt));
    }
}
