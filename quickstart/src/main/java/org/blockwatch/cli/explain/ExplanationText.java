package org.blockwatch.cli.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecordBase;
import org.blockwatch.clinical.Briefing;
import org.blockwatch.clinical.Condition;
import org.blockwatch.clinical.Judgement.BlockJudgement;
import org.blockwatch.clinical.Picture;
import org.blockwatch.clinical.RedFlags;
import org.blockwatch.clinical.Run;
import org.blockwatch.clinical.Words;
import org.blockwatch.clinical.rule.Reason;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.service.text.Printable;
import org.blockwatch.streams.alert.OpenAlert;
import org.jspecify.annotations.Nullable;

/** An explanation as a clinician reads it: what is known, what every rule makes of it, and what comes next. */
final class ExplanationText {

    private final Explanation explained;
    private final StringBuilder text = new StringBuilder();

    ExplanationText(Explanation explained) {
        this.explained = explained;
    }

    String text() {
        line(
                "Patient %s at %s. All times are UTC.",
                explained.patientId(), explained.judgement().at());
        var blocks = explained.judgement().blocks();
        blocks.stream().filter(BlockJudgement::open).forEach(this::block);
        if (blocks.stream().noneMatch(BlockJudgement::open)) {
            line("");
            line("No block is open: no rule is judged, and no alert can be.");
        }
        next();
        alerts();
        statements();
        return text.toString();
    }

    private void block(BlockJudgement judged) {
        var picture = judged.picture();
        line("");
        line(
                "BLOCK %s, judged under %s",
                picture.block().blockId(), judged.protocol().versionedName());
        picture(judged);
        line("");
        line("  Rules");
        for (var reason : Reason.of(judged, now())) {
            rule(reason);
        }
        line("");
        var open = explained.open().open().values().stream()
                .filter(alert -> alert.blockId().equals(picture.block().blockId()))
                .toList();
        line(open.isEmpty() ? "  No alert is open." : "  Open alerts");
        open.forEach(this::alert);
    }

    private void picture(BlockJudgement judged) {
        var picture = judged.picture();
        var protocol = judged.protocol();
        var wording = protocol.wording();
        var block = picture.block();
        fact(
                "clock",
                List.of("e = %s, from %s %s"
                        .formatted(
                                Words.elapsed(Duration.between(block.t0(), now())),
                                block.implicit() ? "the first deficit observed," : "the last dose,",
                                Words.at(block.t0()))));
        var stay = picture.home().stay();
        var homeSince = stay.homeSince();
        fact("place", List.of(homeSince == null ? "in house" : "at home since " + Words.at(homeSince)));
        fact("side", List.of(wording.term(block.laterality())));
        fact("findings", Briefing.on(picture, now(), protocol, judged.zone()).findings());
        fact("deficit since", List.of(since(picture, Run.DEFICIT)));
        fact("motor since", List.of(since(picture, Run.MOTOR_DEFICIT)));
        fact("leg raise", List.of(picture.straightLegRaiseDemonstrated() ? "demonstrated" : "not demonstrated"));
        fact("recovered", List.of(picture.recovered() ? "yes" : picture.motorRecovered() ? "motor only" : "no"));
        var flags = RedFlags.showing(picture, now(), protocol).stream().map(wording::term);
        var episode = picture.progress().episode();
        fact("red flags", flags.toList());
        fact("episode", List.of(episode == null ? "none" : "open since " + Words.at(episode.beganAt())));
        fact("risk tags", picture.riskTags().stream().map(wording::term).toList());
        var last = picture.progress().lastAssessment();
        fact("last exam", List.of(last == null ? "none" : Words.at(last.occurredAt()) + " (" + last.eventId() + ")"));
    }

    private void rule(Reason reason) {
        var holds = reason.verdict().condition();
        line(
                "  %-4s %-26s %s",
                reason.rule().id(),
                reason.rule().code(),
                holds == null
                        ? "does not hold"
                        : "HOLDS, %s, since %s".formatted(holds.priority(), Words.at(holds.dueAt())));
        line("       %s", reason.because());
        if (holds != null) {
            line("       rests on %s", String.join(", ", holds.evidence()));
        }
    }

    private void alert(OpenAlert alert) {
        line(
                "  %s, %s, started %s%s",
                alert.alertId(),
                alert.condition().priority(),
                Words.at(alert.startedAt()),
                alert.lateBy().isZero() ? "" : ", late by " + Words.elapsed(alert.lateBy()));
    }

    private void next() {
        line("");
        if (explained.change().isEmpty()) {
            line("NEXT: time alone changes nothing any more.");
            return;
        }
        var then = explained.change().get();
        line("NEXT, at %s if nothing is charted until then", Words.at(then.at()));
        var before = Explanation.holding(explained.judgement());
        var after = Explanation.holding(then);
        Set<String> rules = new TreeSet<>(before.keySet());
        rules.addAll(after.keySet());
        for (var rule : rules) {
            var was = before.get(rule);
            var is = after.get(rule);
            if (is == null) {
                line("  %s no longer holds", rule);
            } else if (was == null) {
                line("  %s begins to hold, %s", rule, is);
            } else if (is != was) {
                line("  %s goes from %s to %s", rule, was, is);
            }
        }
    }

    private void alerts() {
        line("");
        line("ALERTS SO FAR%s", explained.transitions().isEmpty() ? ": none" : "");
        for (var alert : explained.transitions()) {
            if (alert.getPhase() != AlertPhase.UPDATE) {
                line(
                        "  %s  %s %s, %s",
                        Words.at(alert.getAt()),
                        alert.getPhase(),
                        alert.getAlertId(),
                        alert.getPhase() == AlertPhase.END ? alert.getEndReason() : alert.getPriority());
            }
        }
    }

    private void statements() {
        line("");
        line("STATEMENTS KNOWN");
        for (var stated : explained.charted().statements()) {
            line(
                    "  %s  %s%s, arrived %s: %s%s",
                    Words.at(stated.occurredAt()),
                    stated.eventId(),
                    stated.revision() == 0 ? "" : ", revision " + stated.revision(),
                    Words.at(stated.arrivedAt()),
                    stated.standing().map(StatementText::of).orElse("entered in error"),
                    behind(stated.eventId()));
        }
        explained
                .charted()
                .refused()
                .forEach((line, why) -> line(
                        "  refused     %s, arrived %s: %s",
                        ((SpecificRecordBase) line.statement()).get("eventId"), Words.at(line.receivedAt()), why));
        if (!explained.charted().unknownYet().isEmpty()) {
            line(
                    "NOT KNOWN THEN: %s further, the first arrived %s",
                    explained.charted().unknownYet().size(),
                    Words.at(explained.charted().unknownYet().get(0).receivedAt()));
        }
    }

    /** Returns the rules that hold and rest on a statement. */
    private String behind(String eventId) {
        var rules = new ArrayList<String>();
        for (var block : explained.judgement().blocks()) {
            for (Condition condition : block.open() ? block.conditions() : List.<Condition>of()) {
                if (condition.evidence().contains(eventId)) {
                    rules.add(condition.rule());
                }
            }
        }
        return rules.isEmpty() ? "" : " <- " + String.join(", ", rules);
    }

    private void fact(String name, List<String> values) {
        line("  %-14s %s", name, values.isEmpty() ? "none" : values.get(0));
        values.stream().skip(1).forEach(value -> line("  %-14s %s", "", value));
    }

    private String since(Picture picture, Run run) {
        @Nullable Instant since = picture.progress().since().get(run);
        return since == null ? "none" : Words.at(since);
    }

    private Instant now() {
        return explained.judgement().at();
    }

    private void line(String format, Object... values) {
        text.append(Printable.line(format.formatted(values))).append('\n');
    }
}
