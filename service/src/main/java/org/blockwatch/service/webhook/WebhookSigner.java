package org.blockwatch.service.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.blockwatch.service.crypto.Hmac;

/**
 * Signs messages as Standard Webhooks 1.0.0 has it: {@code v1,base64(HMAC-SHA256(id.timestamp.body))}, one signature for
 * each secret, so that receivers can change over from an old secret to a new one without losing a page.
 */
public final class WebhookSigner {

    private final List<byte[]> keys;

    /** A signer that signs with each of these secrets. */
    public WebhookSigner(List<WebhookSecret> secrets) {
        keys = secrets.stream().map(WebhookSecret::key).toList();
    }

    /** Returns the value of the header {@code webhook-signature}. */
    public String sign(String id, long epochSeconds, byte[] body) {
        byte[] head = (id + "." + epochSeconds + ".").getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(Hmac.sha256(key, head, body)))
                .collect(Collectors.joining(" "));
    }
}
