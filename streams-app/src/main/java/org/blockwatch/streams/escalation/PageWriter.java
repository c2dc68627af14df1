package org.blockwatch.streams.escalation;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.blockwatch.event.Alert;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.schemas.Canary;
import org.blockwatch.streams.escalation.Ladder.Attempt;
import org.blockwatch.streams.escalation.Ladder.Incident;
import org.blockwatch.streams.escalation.Ladder.OpenedBy;
import org.blockwatch.streams.escalation.Ladder.Target;
import org.jspecify.annotations.Nullable;

/** Writes page requests. */
final class PageWriter {

    /**
     * Something that a ladder wants sent.
     *
     * @param page that it is about; a channel is told of the end of an earlier page too
     * @param to the only one meant; {@link Target#WHOLE}: everybody who holds the roles
     * @param attempt which attempt for this page, recipient and channel, from 1
     * @param incident what the channel needs to find its incident, where it is to be told of one; null: people are paged
     */
    record Draft(
            PageReason reason,
            OpenedBy page,
            Target to,
            int attempt,
            @Nullable String incident) {

        static Draft ofStep(Ladder ladder, PageReason reason) {
            return new Draft(reason, step(ladder), Target.WHOLE, 1, null);
        }

        static Draft ofRetry(Ladder ladder, Attempt again) {
            return new Draft(
                    PageReason.RETRY, step(ladder), again.to(), again.progress().attempt(), null);
        }

        static Draft ofNews(Incident incident) {
            return new Draft(
                    incident.told(),
                    incident.page(),
                    incident.to(),
                    incident.progress().attempt(),
                    incident.id());
        }

        private static OpenedBy step(Ladder ladder) {
            return new OpenedBy(
                    ladder.stepId(), ladder.step().tier(), ladder.step().number());
        }

        /** Returns a name as events have it: null for none. */
        static @Nullable String named(String name) {
            return name.isEmpty() ? null : name;
        }
    }

    private PageWriter() {}

    /**
     * Returns the request for what a ladder wants sent.
     *
     * @param others ladders that the page of its present step tells of too, worst first
     */
    static PageRequest page(Ladder ladder, Draft draft, List<Ladder> others, Instant now) {
        Alert alert = ladder.alert();
        boolean pagesPeople = draft.incident() == null;
        List<Ladder> told = pagesPeople ? others : List.of();
        List<Alert> also = told.stream().map(Ladder::alert).toList();
        return PageRequest.newBuilder()
                .setPageId(draft.page().pageId())
                .setAlertId(alert.getAlertId())
                .setPatientId(alert.getPatientId())
                .setBlockId(alert.getBlockId())
                .setCode(alert.getCode())
                .setPriority(alert.getPriority())
                .setReason(draft.reason())
                .setTier(draft.page().tier())
                .setStep(draft.page().step())
                .setAttempt(draft.attempt())
                .setRecipient(Draft.named(draft.to().recipient()))
                .setChannel(channel(alert, draft))
                .setAttemptId(Draft.named(draft.to().attemptId()))
                .setChannels(channels(ladder))
                .setRoles(roles(ladder, told))
                .setRequestedAt(now)
                .setDueAt(alert.getDueAt())
                .setExpiresAt(pagesPeople ? ladder.step().expiresAt() : null)
                .setBlockAt(alert.getBlockAt())
                .setLocation(alert.getLocation())
                .setProceduralistId(alert.getProceduralistId())
                .setSummary(PageText.summary(alert, also.size(), now))
                .setText(PageText.full(alert, also, now, ladder.policy().home().zone()))
                .setPolicyVersion(ladder.policy().version())
                .setLastAnswer(ladder.answers().lastOffset())
                .setAnswersFrom(ladder.answers().risenAt())
                .setAlso(told.stream().map(PageWriter::also).toList())
                .setIncident(draft.incident())
                .build();
    }

    /** A sender of release 0.1.0 knows no synthetic patients; it has no channel of this name, and so pages nobody. */
    private static @Nullable String channel(Alert alert, Draft draft) {
        return Canary.is(alert.getPatientId())
                ? Canary.ROLE
                : Draft.named(draft.to().channel());
    }

    private static PageAlert also(Ladder ladder) {
        return PageAlert.newBuilder()
                .setAlertId(ladder.alertId())
                .setCode(ladder.alert().getCode())
                .setPriority(ladder.priority())
                .setDueAt(ladder.alert().getDueAt())
                .setLastAnswer(ladder.answers().lastOffset())
                .setAnswersFrom(ladder.answers().risenAt())
                .build();
    }

    /** Returns the roles of all, those of the worst first; each once. */
    private static List<String> roles(Ladder ladder, List<Ladder> others) {
        return Stream.concat(Stream.of(ladder), others.stream())
                .flatMap(told -> told.step().roles().stream())
                .distinct()
                .toList();
    }

    private static List<String> channels(Ladder ladder) {
        KeptPolicy policy = ladder.policy();
        Alert alert = ladder.alert();
        int tier = Math.max(1, Math.min(ladder.step().tier(), policy.last(alert)));
        return policy.pages(alert)
                ? policy.tier(alert, tier).channels()
                : List.of(); // fallen to the board: only news for channels that keep incidents
    }
}
