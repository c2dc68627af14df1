package org.blockwatch.consumer.answer;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.blockwatch.service.crypto.Hmac;

/**
 * Seals what a link knows, so that nobody who sees its address can read or change it: JWE in compact form, {@code dir}
 * with {@code A256GCM}. An alertId may hold a patientId, which is why a signature alone would not do.
 *
 * <p>There is one way to write a token. Base64 leaves some bits of a last character without meaning, and libraries are
 * generous with strange characters; a token written any other way than ours is not accepted.
 */
final class LinkSeal {

    private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);
    private static final String PURPOSE = "blockwatch answer link 1";
    private static final String BY = "by";
    private static final String PATIENT = "patient";
    private static final String PAGE = "page";
    private static final String ALERTS = "alerts";

    private final List<SecretKey> keys;

    /**
     * A seal.
     *
     * @param secrets the first seals, any opens; at least one
     */
    LinkSeal(List<String> secrets) {
        keys = secrets.stream().map(LinkSeal::key).toList();
    }

    /** Returns the token, fit for a path. */
    String seal(LinkToken token) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .jwtID(token.id())
                .claim(BY, token.by())
                .claim(PATIENT, token.page().patientId())
                .claim(PAGE, token.page().pageId())
                .claim(ALERTS, token.page().alertIds())
                .expirationTime(Date.from(token.expiresAt()))
                .build();
        JWEObject sealed = new JWEObject(HEADER, new Payload(claims.toJSONObject()));
        try {
            sealed.encrypt(new DirectEncrypter(keys.get(0)));
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has AES in GCM", e);
        }
        return sealed.serialize();
    }

    /**
     * Returns what was sealed, expired or not; empty if this is not, to the letter, a token that one of the secrets
     * sealed.
     */
    Optional<LinkToken> open(String written) {
        return keys.stream().flatMap(key -> open(written, key).stream()).findFirst();
    }

    private static Optional<LinkToken> open(String written, SecretKey key) {
        try {
            JWEObject sealed = JWEObject.parse(written);
            if (!canonical(sealed).equals(written)) {
                return Optional.empty();
            }
            sealed.decrypt(new DirectDecrypter(key));
            return Optional.of(read(JWTClaimsSet.parse(sealed.getPayload().toJSONObject())));
        } catch (ParseException | JOSEException | RuntimeException e) {
            return Optional.empty(); // whatever is wrong with it, nobody but a holder of the secret is told
        }
    }

    private static String canonical(JWEObject sealed) {
        return HEADER.toBase64URL() + "."
                + Stream.of(sealed.getIV(), sealed.getCipherText(), sealed.getAuthTag())
                        .map(part -> "." + Base64URL.encode(part.decode()))
                        .reduce("", String::concat);
    }

    private static LinkToken read(JWTClaimsSet claims) throws ParseException {
        AnsweredPage page = new AnsweredPage(
                claims.getStringClaim(PATIENT), claims.getStringClaim(PAGE), claims.getStringListClaim(ALERTS));
        return new LinkToken(
                claims.getJWTID(),
                claims.getStringClaim(BY),
                page,
                claims.getExpirationTime().toInstant());
    }

    private static SecretKey key(String secret) {
        return new SecretKeySpec(Hmac.sha256(secret.getBytes(StandardCharsets.UTF_8), PURPOSE), "AES");
    }
}
