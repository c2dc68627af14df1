package org.blockwatch.board.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.blockwatch.board.ward.PagedAlert;
import org.blockwatch.board.ward.WatchedPatient;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AssessmentPurpose;
import org.blockwatch.event.BlockView;
import org.blockwatch.event.CareEvent;
import org.blockwatch.event.Finding;
import org.blockwatch.event.NeuroAssessment;
import org.blockwatch.event.NeuroExam;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.SensationResult;
import org.blockwatch.event.StraightLegRaiseResult;
import org.blockwatch.event.VitalSigns;
import org.jspecify.annotations.Nullable;

/** Draws what happened since a block as one picture over one axis of time, and says the same in words, line by line. */
public final class Timeline {

    private static final double LABEL = 210;
    private static final double WIDTH = 1000;
    private static final double ROW = 24;
    private static final double FIRST = 30;

    private final BlockView block;
    private final Instant now;
    private final Instant end;
    private final ScreenTime time;
    private final Map<String, List<Mark>> rows = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    /**
     * What stands on a row at an instant.
     *
     * @param until where a bar ends; null: it is a point
     */
    private record Mark(Instant at, @Nullable Instant until, String text, String type, boolean worse) {}

    /** A line of the text. */
    public record Line(Instant at, String clock, String text) {}

    /** Draws a block of a patient. */
    public Timeline(WatchedPatient patient, BlockView block, Instant now, ScreenTime time) {
        this.block = block;
        this.now = now;
        this.time = time;
        Duration gone = Duration.between(block.getBlockAt(), now);
        Duration span = gone.compareTo(Duration.ofHours(6)) < 0
                ? Duration.ofHours(8)
                : gone.compareTo(Duration.ofHours(24)) < 0 ? Duration.ofHours(24) : gone.plusHours(4);
        end = block.getBlockAt().plus(span);
        patient.assessments().stream().filter(one -> since(one.getOccurredAt())).forEach(this::assessment);
        patient.vitals().stream().filter(one -> since(one.getOccurredAt())).forEach(this::vitals);
        patient.care().stream().filter(one -> since(one.getOccurredAt())).forEach(this::care);
        patient.alertsOf(block.getBlockId()).forEach(this::alert);
        lines.sort(Comparator.comparing(Line::at));
    }

    private boolean since(Instant at) {
        return !at.isBefore(block.getBlockAt());
    }

    private void assessment(NeuroAssessment one) {
        NeuroExam exam = one.getExam();
        Instant at = one.getOccurredAt();
        List<String> said = new ArrayList<>();
        exam.getStraightLegRaise().forEach(raise -> {
            boolean worse = raise.getResult() == StraightLegRaiseResult.UNABLE;
            String shown = raise.getResult() == StraightLegRaiseResult.ABLE ? "✓" : worse ? "✕" : "?";
            row("Leg raise, " + ScreenWords.side(raise.getSide())).add(new Mark(at, null, shown, "grade", worse));
            said.add("leg raise " + ScreenWords.side(raise.getSide()) + " "
                    + raise.getResult().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        });
        exam.getMotor().forEach(motor -> {
            String name = ScreenWords.MOVEMENTS.getOrDefault(motor.getMovement(), "Movement not stated");
            boolean worse = motor.getGrade() < 5;
            row(name + ", " + ScreenWords.side(motor.getSide()))
                    .add(new Mark(at, null, String.valueOf(motor.getGrade()), "grade", worse));
            said.add(name + " " + ScreenWords.side(motor.getSide()) + " " + motor.getGrade() + "/5");
        });
        Map<String, SensationResult> worst = new TreeMap<>();
        exam.getSensation()
                .forEach(felt -> worst.merge(
                        "Sensation " + ScreenWords.region(felt.getRegion()) + ", " + ScreenWords.side(felt.getSide()),
                        felt.getResult(),
                        (left, right) -> left.compareTo(right) >= 0 ? left : right));
        worst.forEach((name, result) -> {
            boolean worse = result == SensationResult.REDUCED || result == SensationResult.ABSENT;
            String shown =
                    result == SensationResult.NORMAL ? "n" : result == SensationResult.ABSENT ? "0" : worse ? "–" : "?";
            row(name).add(new Mark(at, null, shown, "grade", worse));
            said.add(name.toLowerCase(Locale.ROOT) + " " + result.name().toLowerCase(Locale.ROOT));
        });
        flag("Saddle numb", exam.getSaddleAnaesthesia(), at, said);
        flag("Bladder", exam.getBladderDysfunction(), at, said);
        flag("Bowel", exam.getBowelDysfunction(), at, said);
        flag("Severe back pain", exam.getSevereBackPain(), at, said);
        String who = one.getPurpose() == AssessmentPurpose.PATIENT_REPORTED
                ? "The patient says"
                : one.getAssessorId() == null ? "Examined" : "Examined by " + one.getAssessorId();
        say(at, who + ": " + (said.isEmpty() ? "nothing of the legs" : String.join(", ", said)));
    }

    private void flag(String name, @Nullable Finding found, Instant at, List<String> said) {
        if (found == Finding.PRESENT || found == Finding.ABSENT) {
            boolean worse = found == Finding.PRESENT;
            row(name).add(new Mark(at, null, worse ? "yes" : "no", "grade", worse));
            said.add(name.toLowerCase(Locale.ROOT) + (worse ? " present" : " absent"));
        }
    }

    private void vitals(VitalSigns one) {
        number("Systolic, mmHg", one.getOccurredAt(), one.getSystolic());
        number("Heart rate, /min", one.getOccurredAt(), one.getHeartRate());
    }

    private void number(String name, Instant at, @Nullable Integer value) {
        if (value != null) {
            row(name).add(new Mark(at, null, String.valueOf(value), "soft grade", false));
        }
    }

    private void care(CareEvent one) {
        String what = ScreenWords.of(one.getKind());
        row("Care").add(new Mark(one.getOccurredAt(), null, what, "dot", false));
        say(one.getOccurredAt(), what + (one.getDetail() == null ? "" : ": " + one.getDetail()));
    }

    private void alert(PagedAlert story) {
        Alert latest = story.latest().orElseThrow();
        Instant until = latest.getPhase() == AlertPhase.END ? latest.getAt() : now;
        String name = ScreenWords.of(latest.getCode());
        List<Mark> row = row(name);
        row.add(new Mark(latest.getStartedAt(), until, "", latest.getPriority().name(), false));
        story.events().forEach(event -> {
            if (event.getKind() == PageEventKind.ACCEPTED) {
                row.add(new Mark(event.getAt(), null, "paged " + event.getRecipient(), "dot", false));
            }
        });
        story.answers()
                .forEach(answer -> row.add(new Mark(
                        answer.getOccurredAt(),
                        null,
                        ScreenWords.of(answer.getKind()) + " by " + answer.getBy(),
                        "answer",
                        false)));
        AlertLines.of(story).forEach(line -> say(line.at(), name + ": " + line.text()));
    }

    private List<Mark> row(String name) {
        return rows.computeIfAbsent(name, first -> new ArrayList<>());
    }

    private void say(Instant at, String text) {
        lines.add(new Line(at, time.at(at, now), text));
    }

    /** Returns the same in words, the oldest first. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Returns the picture. */
    public String svg() {
        double height = FIRST + Math.max(1, rows.size()) * ROW + 10;
        Svg svg = new Svg();
        svg.raw(String.format(
                Locale.ROOT,
                "<svg class=\"timeline\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"Timeline since the last dose; the same stands in words below\">",
                WIDTH,
                height));
        Duration step =
                Duration.between(block.getBlockAt(), end).toHours() > 12 ? Duration.ofHours(4) : Duration.ofHours(1);
        for (Instant at = block.getBlockAt(); !at.isAfter(end); at = at.plus(step)) {
            svg.line(x(at), 20, x(at), height, "row");
            svg.text(
                    x(at) - 8,
                    14,
                    "soft",
                    Duration.between(block.getBlockAt(), at).toHours() + " h");
        }
        for (long hours : new long[] {4, 24, 48}) {
            Instant at = block.getBlockAt().plus(Duration.ofHours(hours));
            if (!at.isAfter(end)) {
                svg.line(x(at), 18, x(at), height, "limit");
            }
        }
        double y = FIRST;
        Map<String, Double> last = new HashMap<>();
        for (Map.Entry<String, List<Mark>> row : rows.entrySet()) {
            svg.text(0, y + 15, "", row.getKey());
            svg.line(0, y + ROW, WIDTH, y + ROW, "row");
            for (Mark mark : row.getValue()) {
                draw(svg, mark, y, row.getKey(), last);
            }
            y += ROW;
        }
        svg.line(x(now), 18, x(now), height, "now");
        return svg.close();
    }

    private void draw(Svg svg, Mark mark, double y, String row, Map<String, Double> last) {
        double at = x(mark.at());
        if (mark.until() != null) {
            svg.rect(at, y + 6, Math.max(3, x(mark.until()) - at), ROW - 10, mark.type());
        } else if (mark.type().endsWith("grade")) {
            if (at - last.getOrDefault(row, -100.0) < 16) {
                return; // the words have it
            }
            last.put(row, at);
            if (mark.worse()) {
                svg.rect(at - 9, y + 3, 18, ROW - 6, "worse-box");
            }
            svg.text(at, y + 16, mark.type() + (mark.worse() ? " worse-text" : ""), mark.text());
        } else {
            svg.circle(at, y + ROW / 2, 5, mark.type(), mark.text() + ", " + time.at(mark.at(), now));
        }
    }

    private double x(Instant at) {
        double share = (double) Duration.between(block.getBlockAt(), at).toMillis()
                / Duration.between(block.getBlockAt(), end).toMillis();
        return LABEL + 14 + Math.max(0, Math.min(1, share)) * (WIDTH - LABEL - 30);
    }
}
