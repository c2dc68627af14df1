package org.blockwatch.consumer.channel.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages as Standard Webhooks 1.0.0 has it: {@code v1,base64(HMAC-SHA256(id.timestamp.body))}, one signature for
 * each secret, so that receivers can change over from an old secret to a new one without losing a page.
 */
final class Signer {

    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    Signer(List<WebhookSecret> secrets) {
        keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.key(), ALGORITHM))
                .toList();
    }

    /** The value of the header {@code webhook-signature}. */
    String sign(String id, long epochSeconds, byte[] body) {
        byte[] head = (id + "." + epochSeconds + ".").getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> "v1," + hmac(key, head, body)).collect(Collectors.joining(" "));
    }

    private static String hmac(SecretKeySpec key, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
