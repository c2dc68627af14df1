package org.blockwatch.followup.invite;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.blockwatch.service.crypto.Hmac;

/**
 * Names patients towards the messaging gateway. No telephone number ever comes here: the gateway, or the site's own list
 * before it, finds the number that belongs to a contact.
 */
@FunctionalInterface
public interface Contacts {

    /** Returns what the gateway knows this patient by. */
    String of(String patientId);

    /** Contacts that are patientIds. */
    static Contacts patientIds() {
        return patientId -> patientId;
    }

    /** Contacts that are HMAC-SHA256 of the patientId, 64 hexadecimal digits. */
    static Contacts hashes(String secret) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        return patientId -> HexFormat.of().formatHex(Hmac.sha256(key, patientId));
    }
}
