package org.blockwatch.streams.escalation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.event.Alert;
import org.blockwatch.event.Priority;
import org.blockwatch.state.LadderChannel;
import org.blockwatch.state.LadderIncident;
import org.blockwatch.state.LadderPolicy;
import org.blockwatch.state.LadderState;
import org.blockwatch.state.LadderTier;
import org.blockwatch.streams.escalation.Ladder.Answers;
import org.blockwatch.streams.escalation.Ladder.Attempt;
import org.blockwatch.streams.escalation.Ladder.Incident;
import org.blockwatch.streams.escalation.Ladder.OpenedBy;
import org.blockwatch.streams.escalation.Ladder.Progress;
import org.blockwatch.streams.escalation.Ladder.Sharing;
import org.blockwatch.streams.escalation.Ladder.Step;
import org.blockwatch.streams.escalation.Ladder.Target;
import org.blockwatch.streams.escalation.LadderPhase.Acknowledged;
import org.blockwatch.streams.escalation.LadderPhase.Ended;
import org.blockwatch.streams.escalation.LadderPhase.OnBoard;
import org.blockwatch.streams.escalation.LadderPhase.Paging;
import org.blockwatch.streams.escalation.LadderPhase.Settling;
import org.blockwatch.streams.escalation.LadderPhase.Silence;
import org.blockwatch.streams.escalation.Policy.HomeTiers;
import org.blockwatch.streams.escalation.Policy.NightHours;
import org.blockwatch.streams.escalation.Policy.Retry;
import org.blockwatch.streams.escalation.Policy.Tier;
import org.blockwatch.streams.escalation.Policy.Timing;
import org.jspecify.annotations.Nullable;

/** Writes ladders as rows of the store, and reads the rows of every release. */
final class LadderCodec {

    private final Policies policies;

    /** @param policies for ladders of release 0.1.0, which kept none */
    LadderCodec(Policies policies) {
        this.policies = policies;
    }

    LadderState row(Ladder ladder) {
        Step step = ladder.step();
        LadderState row = LadderState.newBuilder()
                .setAlert(ladder.alert())
                .setPolicyVersion(ladder.policy().version())
                .setPolicy(row(ladder.policy()))
                .setStep(step.number())
                .setTier(step.tier())
                .setRoles(step.roles())
                .setExpiresAt(step.expiresAt())
                .setPageId(step.sharing().carrier())
                .setAlso(step.sharing().also())
                .setChannels(step.attempts().stream().map(LadderCodec::row).toList())
                .setRisenAt(ladder.answers().risenAt())
                .setLastAnswer(ladder.answers().lastOffset())
                .setAnswers(ladder.answers().taken())
                .setDeclinedBy(ladder.answers().declinedBy())
                .setIncidents(ladder.incidents().stream().map(LadderCodec::row).toList())
                .build();
        write(ladder.phase(), row);
        return row;
    }

    private static void write(LadderPhase phase, LadderState row) {
        if (phase instanceof Settling settling) {
            row.setSettleUntil(settling.until());
        } else if (phase instanceof Paging paging) {
            row.setClimbAt(paging.climbAt());
            Silence silence = paging.silence();
            row.setLastTierSince(silence == null ? null : silence.since());
            row.setLastTierWaitMs(
                    silence == null || silence.slowedTo() == null
                            ? null
                            : silence.slowedTo().toMillis());
        } else if (phase instanceof Acknowledged acknowledged) {
            row.setAcknowledgedBy(acknowledged.by());
            row.setAcknowledgedAt(acknowledged.at());
            row.setResumeAt(acknowledged.resumeAt());
        } else if (phase instanceof Ended ended) {
            row.setEnded(true);
            row.setExpiresAt(ended.forgetAt());
        }
    }

    /**
     * Reads a row. One of release 0.1.0, which kept no times, goes on as if its step had been taken under the present policy,
     * and its acknowledgement counts from now.
     */
    Ladder ladder(LadderState row, Instant now) {
        KeptPolicy policy = row.getPolicy() == null
                ? policies.of(row.getAlert().getPatientId())
                        .keptFor(row.getAlert().getCode())
                : policy(row.getPolicy());
        return new Ladder(
                row.getAlert(),
                policy,
                new Step(
                        row.getStep(),
                        row.getTier(),
                        List.copyOf(row.getRoles()),
                        row.getExpiresAt(),
                        new Sharing(row.getPageId(), List.copyOf(row.getAlso())),
                        row.getChannels().stream().map(LadderCodec::attempt).toList()),
                row.getPolicy() == null ? adopted(row, policy, now) : phase(row),
                new Answers(
                        row.getLastAnswer(),
                        row.getRisenAt(),
                        List.copyOf(row.getAnswers()),
                        List.copyOf(row.getDeclinedBy())),
                row.getIncidents().stream().map(LadderCodec::incident).toList());
    }

    private static LadderPhase phase(LadderState row) {
        if (row.getEnded()) {
            return new Ended(row.getExpiresAt());
        }
        if (row.getAcknowledgedBy() != null) {
            return new Acknowledged(row.getAcknowledgedBy(), row.getAcknowledgedAt(), row.getResumeAt());
        }
        if (row.getSettleUntil() != null) {
            return new Settling(row.getSettleUntil());
        }
        return row.getClimbAt() == null ? new OnBoard() : new Paging(row.getClimbAt(), silence(row));
    }

    private static @Nullable Silence silence(LadderState row) {
        Long waitMs = row.getLastTierWaitMs();
        return row.getLastTierSince() == null
                ? null
                : new Silence(row.getLastTierSince(), waitMs == null ? null : Duration.ofMillis(waitMs));
    }

    private static LadderPhase adopted(LadderState row, KeptPolicy policy, Instant now) {
        Alert alert = row.getAlert();
        boolean pages = !row.getRoles().isEmpty() && policy.pages(alert);
        if (row.getAcknowledgedBy() != null) {
            boolean high = Ladder.urgency(alert.getPriority()) == Priority.HIGH.ordinal();
            Instant resumeAt = now.plus(policy.timing().ackWithoutAction());
            return new Acknowledged(row.getAcknowledgedBy(), now, pages && high ? resumeAt : null);
        }
        if (!pages) {
            return new OnBoard();
        }
        Instant pagedAt = row.getExpiresAt().minus(policy.timing().maxPageAge());
        boolean climbs = row.getTier() < policy.last(alert);
        Duration wait = climbs ? policy.tier(alert, row.getTier() + 1).after() : policy.repeat(alert);
        return new Paging(pagedAt.plus(wait), climbs ? null : new Silence(pagedAt, null));
    }

    private static LadderChannel row(Attempt attempt) {
        return LadderChannel.newBuilder()
                .setRecipient(attempt.to().recipient())
                .setChannel(attempt.to().channel())
                .setAttemptId(attempt.to().attemptId())
                .setAttempt(attempt.progress().attempt())
                .setSettled(attempt.progress().settled())
                .setRetryAt(attempt.progress().retryAt())
                .setAccepted(attempt.accepted())
                .build();
    }

    private static Attempt attempt(LadderChannel row) {
        return new Attempt(
                new Target(row.getRecipient(), row.getChannel(), row.getAttemptId()),
                new Progress(row.getAttempt(), row.getSettled(), row.getRetryAt()),
                row.getAccepted());
    }

    private static LadderIncident row(Incident incident) {
        return LadderIncident.newBuilder()
                .setPageId(incident.page().pageId())
                .setTier(incident.page().tier())
                .setStep(incident.page().step())
                .setRecipient(incident.to().recipient())
                .setChannel(incident.to().channel())
                .setAttemptId(incident.to().attemptId())
                .setIncident(incident.id())
                .setTold(incident.told())
                .setAttempt(incident.progress().attempt())
                .setSettled(incident.progress().settled())
                .setRetryAt(incident.progress().retryAt())
                .build();
    }

    private static Incident incident(LadderIncident row) {
        return new Incident(
                new OpenedBy(row.getPageId(), row.getTier(), row.getStep()),
                new Target(row.getRecipient(), row.getChannel(), row.getAttemptId()),
                row.getIncident(),
                row.getTold(),
                new Progress(row.getAttempt(), row.getSettled(), row.getRetryAt()));
    }

    private static LadderPolicy row(KeptPolicy policy) {
        HomeTiers home = policy.home();
        NightHours night = home.quiet();
        return LadderPolicy.newBuilder()
                .setVersion(policy.version())
                .setMaxPageAgeMs(policy.timing().maxPageAge().toMillis())
                .setAckWithoutActionMs(policy.timing().ackWithoutAction().toMillis())
                .setSettleImplicitMs(policy.timing().settleImplicit().toMillis())
                .setSettleLateMs(policy.timing().settleLate().toMillis())
                .setRepeatLongestMs(policy.timing().repeatLongest().toMillis())
                .setRetryFirstMs(policy.retry().first().toMillis())
                .setRetryLongestMs(policy.retry().longest().toMillis())
                .setRetryLongestAskedMs(policy.retry().longestAsked().toMillis())
                .setHigh(rows(policy.tiers(), Priority.HIGH))
                .setMedium(rows(policy.tiers(), Priority.MEDIUM))
                .setLow(rows(policy.tiers(), Priority.LOW))
                .setHomeHigh(rows(home.tiers(), Priority.HIGH))
                .setHomeMedium(rows(home.tiers(), Priority.MEDIUM))
                .setHomeLow(rows(home.tiers(), Priority.LOW))
                .setQuietFrom(night == null ? null : night.from().toString())
                .setQuietUntil(night == null ? null : night.until().toString())
                .setTimeZone(home.zone().getId())
                .build();
    }

    private static List<LadderTier> rows(Map<Priority, List<Tier>> tiers, Priority priority) {
        return tiers.getOrDefault(priority, List.of()).stream()
                .map(tier -> LadderTier.newBuilder()
                        .setRoles(tier.roles())
                        .setAfterMs(tier.after().toMillis())
                        .setChannels(tier.channels())
                        .setRepeatMs(tier.repeat().map(Duration::toMillis).orElse(null))
                        .build())
                .toList();
    }

    private static KeptPolicy policy(LadderPolicy row) {
        Map<Priority, List<Tier>> tiers = new EnumMap<>(Priority.class);
        tiers.put(Priority.HIGH, tiers(row.getHigh()));
        tiers.put(Priority.MEDIUM, tiers(row.getMedium()));
        tiers.put(Priority.LOW, tiers(row.getLow()));
        return new KeptPolicy(
                row.getVersion(),
                new Timing(
                        Duration.ofMillis(row.getMaxPageAgeMs()),
                        Duration.ofMillis(row.getAckWithoutActionMs()),
                        Duration.ofMillis(row.getSettleImplicitMs()),
                        Duration.ofMillis(row.getSettleLateMs()),
                        Duration.ofMillis(row.getRepeatLongestMs())),
                new Retry(
                        Duration.ofMillis(row.getRetryFirstMs()),
                        Duration.ofMillis(row.getRetryLongestMs()),
                        Duration.ofMillis(row.getRetryLongestAskedMs())),
                tiers,
                home(row));
    }

    /** Releases before 0.3.0 kept none: as in house. */
    private static HomeTiers home(LadderPolicy row) {
        Map<Priority, List<Tier>> tiers = new EnumMap<>(Priority.class);
        putIfAny(tiers, Priority.HIGH, row.getHomeHigh());
        putIfAny(tiers, Priority.MEDIUM, row.getHomeMedium());
        putIfAny(tiers, Priority.LOW, row.getHomeLow());
        NightHours night = row.getQuietFrom() == null || row.getQuietUntil() == null
                ? null
                : new NightHours(LocalTime.parse(row.getQuietFrom()), LocalTime.parse(row.getQuietUntil()));
        return new HomeTiers(tiers, night, ZoneId.of(row.getTimeZone()));
    }

    private static void putIfAny(Map<Priority, List<Tier>> tiers, Priority priority, List<LadderTier> rows) {
        if (!rows.isEmpty()) {
            tiers.put(priority, tiers(rows));
        }
    }

    private static List<Tier> tiers(List<LadderTier> rows) {
        return rows.stream()
                .map(row -> new Tier(
                        List.copyOf(row.getRoles()),
                        Duration.ofMillis(row.getAfterMs()),
                        List.copyOf(row.getChannels()),
                        Optional.ofNullable(row.getRepeatMs()).map(Duration::ofMillis)))
                .toList();
    }
}
