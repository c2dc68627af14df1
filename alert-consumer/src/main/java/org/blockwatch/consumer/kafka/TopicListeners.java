package org.blockwatch.consumer.kafka;

import java.util.Map;
import java.util.Optional;
import org.blockwatch.consumer.answer.AnswerEndpoints;
import org.blockwatch.consumer.audit.RecordedAttempts;
import org.blockwatch.consumer.audit.RecordedBundles;
import org.blockwatch.consumer.delivery.Bundler;
import org.blockwatch.consumer.delivery.DeliveryAttempts;
import org.blockwatch.consumer.page.AlertStates;
import org.blockwatch.consumer.watch.Watch;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.schemas.Topics;

/**
 * Everybody who is told what stands in the topics that are followed.
 *
 * @param answers the doors by which people answer; empty: there are none
 */
public record TopicListeners(
        RecordSerdes wire,
        AlertStates alerts,
        RecordedAttempts recorded,
        RecordedBundles bundles,
        DeliveryAttempts attempts,
        Bundler pace,
        Optional<AnswerEndpoints> answers,
        Watch watch) {

    /** Who hears what. */
    public Map<Topics, TopicFollower.Listener> byTopic() {
        return Map.of(
                Topics.ALERTS, this::alert,
                Topics.ALERT_RESPONSES, this::answer,
                Topics.PAGES, this::request,
                Topics.PAGE_EVENTS, this::event);
    }

    private void alert(byte[] value, long offset) {
        Alert alert = wire.read(Topics.ALERTS, Alert.class, value);
        alerts.heard(alert);
        answers.ifPresent(doors -> doors.heard(alert, offset));
        watch.heard(alert);
    }

    private void answer(byte[] value, long offset) {
        AlertResponse answer = wire.read(Topics.ALERT_RESPONSES, AlertResponse.class, value);
        alerts.heard(answer, offset);
        answers.ifPresent(doors -> doors.heard(answer));
        watch.heard(answer);
    }

    private void request(byte[] value, long offset) {
        answers.ifPresent(doors -> doors.heard(wire.read(Topics.PAGES, PageRequest.class, value)));
    }

    private void event(byte[] value, long offset) {
        PageEvent event = wire.read(Topics.PAGE_EVENTS, PageEvent.class, value);
        recorded.heard(event);
        bundles.heard(event);
        attempts.recorded(event);
        pace.heard(event);
        answers.ifPresent(doors -> doors.heard(event));
        watch.heard(event);
    }
}
