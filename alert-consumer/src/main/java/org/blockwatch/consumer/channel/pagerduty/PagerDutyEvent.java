package org.blockwatch.consumer.channel.pagerduty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blockwatch.consumer.channel.IncidentNews;
import org.blockwatch.consumer.channel.TruncatedText;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.event.Priority;

/** The bodies of events, within PagerDuty's limits. The same page gives the same bytes. */
final class PagerDutyEvent {

    private static final int LONGEST_SUMMARY = 1_024;

    /** 512 kB, less than either way of counting them. */
    private static final int MOST_BYTES = 512_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private PagerDutyEvent() {}

    static byte[] trigger(String routingKey, OutgoingPage page) {
        byte[] body = trigger(routingKey, page, page.content().text());
        for (int most = page.content().text().length() / 2; body.length > MOST_BYTES; most /= 2) {
            body = trigger(
                    routingKey, page, TruncatedText.to(most, page.content().text()));
        }
        return body;
    }

    static byte[] followUp(String routingKey, IncidentNews news) {
        return bytes(event(routingKey, news.ended() ? "resolve" : "acknowledge", news.attemptId()));
    }

    private static byte[] trigger(String routingKey, OutgoingPage page, String text) {
        ObjectNode event = event(routingKey, "trigger", page.attemptId()).put("client", "Blockwatch");
        ObjectNode payload = event.putObject("payload")
                .put("summary", TruncatedText.to(LONGEST_SUMMARY, page.content().summary()))
                .put("severity", severity(page.alert().priority()))
                .put("source", place(page))
                .put("class", page.alert().code().name())
                .put("timestamp", page.step().requestedAt().toString());
        ObjectNode details = payload.putObject("custom_details")
                .put("text", text)
                .put("alert", page.alert().name())
                .put("reason", page.step().reason().name())
                .put("tier", page.step().tier())
                .put("step", page.step().number());
        page.to().roles().forEach(details.putArray("roles")::add);
        ArrayNode also = details.putArray("also");
        page.also().forEach(more -> also.add(more.priority() + " " + more.code()));
        if (page.to().link() != null) {
            event.putArray("links")
                    .addObject()
                    .put("href", page.to().link().toString())
                    .put("text", "See and answer this page");
        }
        return bytes(event);
    }

    private static ObjectNode event(String routingKey, String action, String key) {
        return JSON.createObjectNode()
                .put("routing_key", routingKey)
                .put("event_action", action)
                .put("dedup_key", key);
    }

    /** What is not known to be less urgent is urgent. */
    private static String severity(Priority priority) {
        return switch (priority) {
            case HIGH, UNKNOWN -> "critical";
            case MEDIUM -> "error";
            case LOW -> "warning";
        };
    }

    private static String place(OutgoingPage page) {
        String place = Stream.concat(
                        Optional.ofNullable(page.content().unit()).stream(),
                        Optional.ofNullable(page.content().bed()).map(bed -> "bed " + bed).stream())
                .collect(Collectors.joining(" "));
        return place.isEmpty() ? "Blockwatch" : place;
    }

    private static byte[] bytes(ObjectNode event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers can be written", e);
        }
    }
}
