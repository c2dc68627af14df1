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
        body.put("type", TYPE).put("timestamp", page.step().requestedAt().toString());
        ObjectNode data = body.putObject("data")
                .put("page", page.attemptId())
                .put("alert", page.alert().name())
                .put("priority", page.alert().priority().name())
                .put("code", page.alert().code().name())
                .put("reason", page.step().reason().name())
                .put("tier", page.step().tier())
                .put("step", page.step().number())
                .put("attempt", page.attempt())
                .put("unit", page.content().unit())
                .put("bed", page.content().bed())
                .put("blockAgeMinutes", page.step().blockAge().toMinutes());
        page.to().roles().forEach(data.putArray("roles")::add);
        data.put("recipient", page.to().recipient()).put("address", page.to().address());
        ArrayNode also = data.putArray("also");
        page.also()
                .forEach(more -> also.addObject()
                        .put("alert", more.name())
                        .put("priority", more.priority().name())
                        .put("code", more.code().name()));
        data.put("summary", page.content().summary()).put("text", page.content().text());
        data.put("link", page.to().link() == null ? null : page.to().link().toString());
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers can be written", e);
        }
    }
}
