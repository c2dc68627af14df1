package org.blockwatch.followup.invite;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.blockwatch.service.crypto.Hmac;

/**
 * Seals texts that lie on a topic or on a disk, so that nobody without the secret can read or change them: JWE in compact
 * form, {@code dir} with {@code A256GCM}.
 */
public final class TextSeal {

    private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);

    private final List<SecretKey> keys;

    /**
     * A seal.
     *
     * @param secrets the first seals, any opens; at least one
     * @param purpose what is sealed: what is sealed for one purpose does not open for another
     */
    public TextSeal(List<String> secrets, String purpose) {
        keys = secrets.stream().map(secret -> key(secret, purpose)).toList();
    }

    /** Returns the text, sealed. */
    public String seal(String text) {
        JWEObject sealed = new JWEObject(HEADER, new Payload(text));
        try {
            sealed.encrypt(new DirectEncrypter(keys.get(0)));
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has AES in GCM", e);
        }
        return sealed.serialize();
    }

    /** Returns what was sealed; empty if none of the secrets sealed it. */
    public Optional<String> open(String sealed) {
        return keys.stream().flatMap(key -> open(sealed, key).stream()).findFirst();
    }

    private static Optional<String> open(String written, SecretKey key) {
        try {
            JWEObject sealed = JWEObject.parse(written);
            sealed.decrypt(new DirectDecrypter(key));
            return Optional.of(sealed.getPayload().toString());
        } catch (ParseException | JOSEException | RuntimeException e) {
            return Optional.empty(); // whatever is wrong with it
        }
    }

    private static SecretKey key(String secret, String purpose) {
        return new SecretKeySpec(Hmac.sha256(secret.getBytes(StandardCharsets.UTF_8), purpose), "AES");
    }
}
