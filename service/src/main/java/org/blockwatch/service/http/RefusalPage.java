package org.blockwatch.service.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a door says to whom it cannot serve just now: too many requests, a request that cannot be read, a defect.
 *
 * @param headers beside those that every answer has, or in their place; Content-Type among them
 * @param body the same for everybody
 */
public record RefusalPage(Map<String, String> headers, String body) {

    public RefusalPage {
        headers = Map.copyOf(headers);
    }

    Map<String, String> head() {
        Map<String, String> head = new HashMap<>(ResponseHeaders.ALL);
        head.putAll(headers);
        return head;
    }

    ByteBuffer bytes() {
        return ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
    }
}
