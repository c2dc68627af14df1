package org.blockwatch.consumer.channel.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.blockwatch.consumer.page.OutgoingPage;

/** The body of a webhook, as docs/webhook.md describes it. The same page gives the same bytes, but for its link. */
final class WebhookBody {

    private static final String TYPE = "page.requested";
    private static final ObjectMapper JSON = new ObjectMapper();

    private WebhookBody() {}

    static byte[] of(OutgoingPage page) {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", TYPE).put("timestamp", page.requestedAt().toString());
        ObjectNode data = body.putObject("data")
                .put("page", page.attemptId())
                .put("alert", page.alert())
                .put("priority", page.priority().name())
                .put("code", page.code().name())
                .put("reason", page.reason().name())
                .put("tier", page.tier())
                .put("step", page.step())
                .put("attempt", page.attempt())
                .put("unit", page.unit())
                .put("bed", page.bed())
                .put("blockAgeMinutes", page.blockAge().toMinutes());
        page.roles().forEach(data.putArray("roles")::add);
        data.put("recipient", page.recipient()).put("address", page.address());
        ArrayNode also = data.putArray("also");
        page.also()
                .forEach(more -> also.addObject()
                        .put("alert", more.alert())
                        .put("priority", more.priority().name())
                        .put("code", more.code().name()));
        data.put("summary", page.summary()).put("text", page.text());
        data.put("link", page.link() == null ? null : page.link().toString());
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers can be written", e);
        }
    }
}
