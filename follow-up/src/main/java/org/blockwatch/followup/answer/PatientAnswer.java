package org.blockwatch.followup.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.blockwatch.followup.form.FormItem;
import org.blockwatch.followup.form.FormReplies;
import org.blockwatch.followup.form.FormReply;
import org.blockwatch.followup.invite.PatientLink;

/**
 * What a patient has answered, through which link and when.
 *
 * @param at by the engine's clock
 */
public record PatientAnswer(PatientLink link, Instant at, FormReplies replies) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String toJson() {
        ObjectNode json = JSON.createObjectNode().put("link", link.token()).put("at", at.toString());
        ObjectNode said = json.putObject("replies");
        replies.byItem().forEach((item, reply) -> said.put(item.field(), reply.word()));
        return json.toString();
    }

    /** Returns what was written so; empty if it was not. */
    static Optional<PatientAnswer> of(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            Map<FormItem, FormReply> replies = new EnumMap<>(FormItem.class);
            for (FormItem item : FormItem.values()) {
                FormReply.of(json.path("replies").path(item.field()).asText())
                        .ifPresent(reply -> replies.put(item, reply));
            }
            Instant at = Instant.parse(json.path("at").asText());
            return PatientLink.parse(json.path("link").asText())
                    .map(link -> new PatientAnswer(link, at, new FormReplies(replies)));
        } catch (JsonProcessingException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
