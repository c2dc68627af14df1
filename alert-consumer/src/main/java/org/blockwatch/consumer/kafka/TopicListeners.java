package org.blockwatch.consumer.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.blockwatch.consumer.answer.AnswerEndpoints;
import org.blockwatch.consumer.delivery.DeliveryPipeline;
import org.blockwatch.consumer.watch.Watch;
import org.blockwatch.event.Alert;
import org.blockwatch.event.AlertResponse;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageRequest;
import org.blockwatch.schemas.Topics;
import org.blockwatch.service.kafka.RecordSerdes;
import org.blockwatch.service.kafka.TopicFollower;

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

    private void alert(ConsumerRecord<byte[], byte[]> record, boolean atHome) {
        Alert alert = serdes.read(Topics.ALERTS, Alert.class, record.value());
        pipeline.heard(alert);
        answers.ifPresent(endpoints -> endpoints.heard(alert, record.offset()));
        watch.heard(alert);
    }

    /** Where the ladder refuses an answer for its place or its key, nobody here believes it either. */
    private void answer(ConsumerRecord<byte[], byte[]> record, boolean atHome) {
        AlertResponse answer = serdes.read(Topics.ALERT_RESPONSES, AlertResponse.class, record.value());
        if (!atHome || !Arrays.equals(record.key(), answer.getPatientId().getBytes(StandardCharsets.UTF_8))) {
            return;
        }
        pipeline.heard(answer, record.offset());
        answers.ifPresent(endpoints -> endpoints.heard(answer));
        watch.heard(answer);
    }

    private void request(ConsumerRecord<byte[], byte[]> record, boolean atHome) {
        answers.ifPresent(endpoints -> endpoints.heard(serdes.read(Topics.PAGES, PageRequest.class, record.value())));
    }

    private void event(ConsumerRecord<byte[], byte[]> record, boolean atHome) {
        PageEvent event = serdes.read(Topics.PAGE_EVENTS, PageEvent.class, record.value());
        pipeline.heard(event);
        answers.ifPresent(endpoints -> endpoints.heard(event));
        watch.heard(event);
    }
}
