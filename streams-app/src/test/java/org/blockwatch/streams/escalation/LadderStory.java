package org.blockwatch.streams.escalation;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.ClockBasis;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.Priority;
import org.blockwatch.event.RedFlag;
import org.blockwatch.streams.escalation.LadderPatient.Told;
import org.blockwatch.streams.site.PolicyFile;

/**
 * The ladders of one patient as a table, a line an instant: what happens, and every decision and page that follows,
 * decisions first. One that follows at another instant than its line's is told with its time; one not told fails.
 *
 * <pre>
 * 13:00 | A START HIGH                 | 1/1 ALERT_STARTED             tier 1, step 1
 * 13:01 | A 1/1 ann sms FAILED         |                               what a channel said
 * 13:02 |                              | @13:01:01 1/1 RETRY ann sms#2
 * 13:03 | A START LOW &amp; B START HIGH | B 1/1 ALERT_STARTED           one judgement
 * 13:04 | A ack ann                    | ACKNOWLEDGED                  "decline", "note"; "ack ann at 12:59"; "decline ann of A/1/1"
 * 13:05 | assessed                     |
 * </pre>
 *
 * An alert may be {@code implicit} (about no charted block) and {@code late}. A is about R1, B about R12, C about R10, D about R4 with a red flag, E about R17, F about R18. Alert A is not named in what follows.
 */
final class LadderStory {

    private static final Map<String, AlertCode> CODES = Map.of(
            "A", AlertCode.DEFICIT_PERSISTS_4H,
            "B", AlertCode.RECOVERY_NOT_DEMONSTRATED,
            "C", AlertCode.UNSAFE_DISCHARGE,
            "D", AlertCode.RED_FLAG_MRI,
            "E", AlertCode.NEWS2_DETERIORATION,
            "F", AlertCode.LAST_SUSPECTED);

    private static final Set<String> PHASES =
            Arrays.stream(AlertPhase.values()).map(Enum::name).collect(toSet());

    private final LadderPatient patient;
    private final Map<String, Instant> started = new HashMap<>();
    private int answers;

    private LadderStory(Policy policy) {
        this.patient = new LadderPatient(policy);
    }

    /** Tells the story by the policy that ships with Blockwatch. */
    static void holds(String story) {
        holds(PolicyFile.builtIn(), story);
    }

    static void holds(Policy policy, String story) {
        new LadderStory(policy).tell(story);
    }

    private void tell(String story) {
        for (String text : story.lines().filter(line -> !line.isBlank()).toList()) {
            String[] cells =
                    Arrays.stream(text.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            Instant at = at(cells[0]);
            patient.passUntil(at);
            if (!cells[1].isEmpty()) {
                happens(cells[1]);
            }
            String told = patient.told().stream().map(one -> words(one, at)).collect(joining(", "));
            String marked = story.replace(text, text + "   <== but: " + told);
            assertThat(told).as("\n" + marked).isEqualTo(cells[2]);
        }
    }

    private static Instant at(String time) {
        return LocalTime.parse(time)
                .atDate(AlertExamples.FOUR_HOURS_LATER.atZone(ZoneOffset.UTC).toLocalDate())
                .toInstant(ZoneOffset.UTC);
    }

    private void happens(String what) {
        String[] words = what.split(" ");
        if (what.equals("assessed")) {
            patient.assessed = Optional.of(patient.now);
        } else if (what.equals("retracted")) {
            patient.assessed = Optional.empty();
        } else if (PHASES.contains(words[1])) {
            patient.judged(Arrays.stream(what.split(" & ")).map(this::alert).toList());
        } else if (List.of("ack", "decline", "note").contains(words[1])) {
            answered(words);
        } else {
            heard(words);
        }
    }

    private Alert alert(String what) {
        String[] words = what.split(" ");
        Priority priority = words.length > 2 ? Priority.valueOf(words[2]) : Priority.HIGH;
        Alert alert = AlertExamples.alert(AlertPhase.valueOf(words[1]), priority, patient.now);
        alert.setAlertId(words[0]);
        alert.setCode(CODES.get(words[0]));
        alert.setFlags(alert.getCode() == AlertCode.RED_FLAG_MRI ? List.of(RedFlag.SADDLE) : List.of());
        List<String> marks = Arrays.asList(words).subList(Math.min(words.length, 3), words.length);
        if (marks.contains("implicit")) {
            alert.setClockBasis(ClockBasis.FIRST_OBSERVED_DEFICIT);
        }
        alert.setLateBy(marks.contains("late") ? 60_000 : 0);
        Instant startedAt = started.computeIfAbsent(words[0], first -> patient.now);
        alert.setStartedAt(startedAt);
        alert.setRefusedCauses(List.of("sedated"));
        return alert;
    }

    private void answered(String[] words) {
        AlertResponseKind kind = switch (words[1]) {
            case "ack" -> AlertResponseKind.ACKNOWLEDGED;
            case "decline" -> AlertResponseKind.DECLINED;
            default -> AlertResponseKind.CLOSING_NOTE;
        };
        var answer = AlertExamples.answer(kind, words[2], patient.now);
        answer.setAlertId(words[0]);
        answer.setEventId("e" + ++answers);
        for (int i = 3; i < words.length; i += 2) {
            switch (words[i]) {
                case "at" -> answer.setOccurredAt(at(words[i + 1]));
                case "of" -> answer.setPageId(words[i + 1]);
                default -> answer.setEventId(words[i + 1]); // "as e1"
            }
        }
        patient.answered(answer);
    }

    /**
     * {@code A 1/1 ann sms FAILED 90}, {@code A 1/1 nobody NO_RECIPIENT}, {@code A 1/1 ann pager ACCEPTED inc-7};
     * {@code sms@4711} names one of several addresses.
     */
    private void heard(String[] words) {
        boolean whole = words[2].equals("nobody");
        String last = words[words.length - 1];
        String[] place = words[1].split("/");
        String[] attempt = whole ? new String[] {null} : words[3].split("#");
        PageEventKind kind = whole ? PageEventKind.UNDELIVERABLE : PageEventKind.valueOf(words[4]);
        patient.heard(PageEvent.newBuilder()
                .setPageId(words[0] + "/" + words[1])
                .setAlertId(words[0])
                .setPatientId(AlertExamples.PATIENT)
                .setTier(Integer.parseInt(place[0]))
                .setStep(Integer.parseInt(place[1]))
                .setRecipient(whole ? null : words[2])
                .setChannel(whole ? null : attempt[0].split("@")[0])
                .setAttemptId(
                        whole || !attempt[0].contains("@") ? "" : attempt[0].split("@")[1])
                .setAttempt(attempt.length > 1 ? Integer.parseInt(attempt[1]) : 1)
                .setKind(kind)
                .setOutcome(whole || kind == PageEventKind.SUPPRESSED ? PageOutcome.valueOf(last) : PageOutcome.OK)
                .setIncident(kind == PageEventKind.ACCEPTED && words.length > 5 ? last : null)
                .setRetryAfterMs(
                        kind == PageEventKind.FAILED && words.length > 5
                                ? Duration.ofSeconds(Long.parseLong(last)).toMillis()
                                : null)
                .setAt(patient.now)
                .build());
    }

    private static String words(Told told, Instant at) {
        String time = told.at().equals(at)
                ? ""
                : "@" + told.at().atZone(ZoneOffset.UTC).toLocalTime() + " ";
        return time + (told.alertId().equals("A") ? "" : told.alertId() + " ") + told.words();
    }
}
