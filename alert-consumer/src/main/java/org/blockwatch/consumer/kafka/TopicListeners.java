package org.blockwatch.consumer.kafka;

import java.util.Map;
import java.util.Optional;
import org.blockwatch.consumer.answer.AnswerEndpoints;
import org.blockwatch.consumer.delivery.DeliveryPipeline;
import org.blockwatch.consumer.watch.Watch;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.schemas.Topics;

/**
 * Everybody who is told what stands in the topics that are followed.
 *
 * @param answers the endpoints by which people answer; empty: there are none
 */
public record TopicListeners(
        RecordSerdes serdes, DeliveryPipeline pipeline, Optional<AnswerEndpoints> answers, Watch watch) {

    /** Returns who hears what. */
    public Map<Topics, TopicFollower.Listener> byTopic() {
        return Map.of(
                Topics.ALERTS, this::alert,
                Topics.ALERT_RESPONSES, this::answer,
                Topics.PAGES, this::request,
                Topics.PAGE_EVENTS, this::event);
    }

    private void alert(byte[] value, long offset) {
        Alert alert = serdes.read(Topics.ALERTS, Alert.class, value);
        pipeline.heard(alert);
        answers.ifPresent(endpoints -> endpoints.heard(alert, offset));
        watch.heard(alert);
    }

    private void answer(byte[] value, long offset) {
        AlertResponse answer = serdes.read(Topics.ALERT_RESPONSES, AlertResponse.class, value);
        pipeline.heard(answer, offset);
        answers.ifPresent(endpoints -> endpoints.heard(answer));
        watch.heard(answer);
    }

    private void request(byte[] value, long offset) {
        answers.ifPresent(endpoints -> endpoints.heard(serdes.read(Topics.PAGES, PageRequest.class, value)));
    }

    private void event(byte[] value, long offset) {
        PageEvent event = serdes.read(Topics.PAGE_EVENTS, PageEvent.class, value);
        pipeline.heard(event);
        answers.ifPresent(endpoints -> endpoints.heard(event));
        watch.heard(event);
    }
}
