package org.blockwatch.consumer.page;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Location;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.blockwatch.service.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A page as a channel gets it: all that may leave the house and nothing else. It has no patientId, alertId or blockId
 * (an alertId may hold a patientId), so no channel can leak them.
 *
 * @param attemptId the channel's idempotency key, see {@link PageIds}
 * @param attempt how often this page has been asked for over this channel, from 1
 * @param alerts what the message tells of, worst first; the message is about the first
 * @param step the step of the ladder that asked for it
 * @param to whom it is for
 * @param content what it says
 */
public record OutgoingPage(
        String attemptId, int attempt, List<AlertName> alerts, LadderStep step, Addressee to, Content content) {

    /**
     * An alert that a message tells of.
     *
     * @param name opaque, the same on all its pages
     */
    public record AlertName(String name, Priority priority, AlertCode code) {}

    /**
     * A step of a ladder.
     *
     * @param tier from 1
     * @param number from 1, over all tiers
     * @param blockAge from the block's T0 to the request
     */
    public record LadderStep(PageReason reason, int tier, int number, Instant requestedAt, Duration blockAge) {}

    /**
     * Whom a message is for.
     *
     * @param roles for which they are paged: one message names them all, so that nobody gets one for each role
     * @param recipient as the roster identifies them; without a roster, the roles
     * @param address where the channel reaches them; null where it has one place for all
     * @param link where they see and answer the page; null: answers are not taken by link
     */
    public record Addressee(
            List<String> roles,
            String recipient,
            @Nullable String address,
            @Nullable URI link) {
        public Addressee {
            roles = roles.stream().map(Printable::line).toList();
            recipient = Printable.line(recipient);
        }
    }

    /**
     * What a message says. Whatever came from other systems is made harmless here, for all channels: it can neither begin a line
     * of its own, nor steer a terminal, nor turn the direction of text.
     *
     * @param summary at most 160 characters
     * @param text the page in full, maybe several lines
     */
    public record Content(@Nullable String unit, @Nullable String bed, String summary, String text) {
        public Content {
            unit = unit == null ? null : Printable.line(unit);
            bed = bed == null ? null : Printable.line(bed);
            summary = Printable.line(summary);
            text = Printable.lines(text);
        }
    }

    /** Returns the alert that the message is about. */
    public AlertName alert() {
        return alerts.get(0);
    }

    /** Returns what else the message tells of, worst first. */
    public List<AlertName> also() {
        return alerts.subList(1, alerts.size());
    }

    /** Returns whether the recipient may have had this very message before. */
    public boolean repeated() {
        return attempt > 1;
    }

    /** Returns the page that this request asks to be sent, to this recipient over one of their ways. */
    public static OutgoingPage of(
            PageRequest request, Recipient to, Recipient.Way way, @Nullable URI link, PageIds ids) {
        Optional<Location> location = Optional.ofNullable(request.getLocation());
        return new OutgoingPage(
                ids.attempt(PageKey.of(request), to.id(), way.channel(), way.address()),
                request.getAttempt(),
                alerts(request, ids),
                new LadderStep(
                        request.getReason(),
                        request.getTier(),
                        request.getStep(),
                        request.getRequestedAt(),
                        Duration.between(request.getBlockAt(), request.getRequestedAt())),
                new Addressee(List.copyOf(to.roles()), to.id(), way.address(), link),
                new Content(
                        location.map(Location::getUnit).orElse(null),
                        location.map(Location::getBed).orElse(null),
                        request.getSummary(),
                        request.getText()));
    }

    private static List<AlertName> alerts(PageRequest request, PageIds ids) {
        AlertName own = new AlertName(ids.alert(AlertKey.of(request)), request.getPriority(), request.getCode());
        Stream<AlertName> also = request.getAlso().stream()
                .map(more -> new AlertName(
                        ids.alert(new AlertKey(request.getPatientId(), more.getAlertId())),
                        more.getPriority(),
                        more.getCode()));
        return Stream.concat(Stream.of(own), also).toList();
    }
}
