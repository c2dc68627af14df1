package org.blockwatch.followup.invite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message as the gateway gets it (docs/follow-up.md). The same message gives the same bytes, however often it is sent.
 *
 * @param id its identity, {@code webhook-id}
 * @param madeAt when the invitation was made
 * @param contact what the gateway knows the patient by
 * @param link the address of the page
 * @param slot what is asked about, such as {@code PT24H}
 * @param wording in which language, and the whole text
 */
public record PatientMessage(String id, Instant madeAt, String contact, String link, String slot, Wording wording) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the patient is to read. */
    public record Wording(MessageKind kind, String language, String text) {}

    byte[] body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "follow-up.invitation");
        body.put("timestamp", madeAt.toString());
        body.put("contact", contact);
        body.put("link", link);
        body.put("slot", slot);
        body.put("language", wording.language());
        body.put("kind", wording.kind().word());
        body.put("text", wording.text());
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings can be written", e);
        }
    }
}
