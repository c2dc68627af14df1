package org.blockwatch.service.webhook;

import java.util.Base64;

/**
 * A secret shared with the receiver, written {@code whsec_<base64>} as Standard Webhooks has it.
 *
 * @param key 24 to 64 random bytes
 */
public record WebhookSecret(byte[] key) {

    private static final String PREFIX = "whsec_";
    private static final int LEAST = 24;
    private static final int MOST = 64;

    /**
     * Reads a secret.
     *
     * @throws IllegalArgumentException if it is not one; the message does not repeat it
     */
    public static WebhookSecret parse(String written) {
        String text = written.strip();
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("is not a webhook secret: it must begin with " + PREFIX);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a webhook secret: what follows " + PREFIX + " is not base64", e);
        }
        if (key.length < LEAST || key.length > MOST) {
            throw new IllegalArgumentException("is not a webhook secret: it holds " + key.length + " bytes, give "
                    + LEAST + " to " + MOST + " (" + PREFIX + "$(openssl rand -base64 32))");
        }
        return new WebhookSecret(key);
    }

    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
