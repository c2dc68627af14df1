package org.blockwatch.consumer.page;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.Location;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.jspecify.annotations.Nullable;

/**
 * A page as a channel gets it: all that may leave the house and nothing else. It has no patientId, alertId or blockId
 * (an alertId may hold a patientId), so no channel can leak them.
 *
 * @param attemptId the channel's idempotency key, see {@link PageIds}
 * @param attempt how often this page has been asked for over this channel, from 1
 * @param alert opaque name of the alert, the same on all its pages
 * @param blockAge from the block's T0 to the request
 * @param roles who is paged: one message names them all, so that nobody gets one for each role
 * @param recipient whom this message is for, as the roster identifies them; without a roster, the roles
 * @param address where the channel reaches them; null where it has one place for all
 * @param link where the recipient sees and answers the page; null: answers are not taken by link
 * @param also what else the message tells of, worst first; the message is about the worst of all
 * @param summary at most 160 characters
 * @param text the page in full, maybe several lines
 */
public record OutgoingPage(
        String attemptId,
        int attempt,
        String alert,
        Priority priority,
        AlertCode code,
        PageReason reason,
        int tier,
        int step,
        @Nullable String unit,
        @Nullable String bed,
        Duration blockAge,
        Instant requestedAt,
        List<String> roles,
        String recipient,
        @Nullable String address,
        @Nullable URI link,
        List<Also> also,
        String summary,
        String text) {

    /**
     * One more alert that a message tells of.
     *
     * @param alert its opaque name
     */
    public record Also(String alert, Priority priority, AlertCode code) {}

    /** Whether the recipient may have had this very message before. */
    public boolean repeated() {
        return attempt > 1;
    }

    /** The page that this request asks to be sent, to this recipient over one of their ways. */
    public static OutgoingPage of(
            PageRequest request, Recipient to, Recipient.Way way, @Nullable URI link, PageIds ids) {
        Optional<Location> location = Optional.ofNullable(request.getLocation());
        return new OutgoingPage(
                ids.attempt(request.getPageId(), to.id(), way.channel()),
                request.getAttempt(),
                ids.alert(request.getAlertId()),
                request.getPriority(),
                request.getCode(),
                request.getReason(),
                request.getTier(),
                request.getStep(),
                location.map(Location::getUnit).orElse(null),
                location.map(Location::getBed).orElse(null),
                Duration.between(request.getBlockAt(), request.getRequestedAt()),
                request.getRequestedAt(),
                List.copyOf(to.roles()),
                to.id(),
                way.address(),
                link,
                request.getAlso().stream()
                        .map(more -> new Also(ids.alert(more.getAlertId()), more.getPriority(), more.getCode()))
                        .toList(),
                request.getSummary(),
                request.getText());
    }
}
