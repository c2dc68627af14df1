package org.blockwatch.board.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.blockwatch.service.clock.EngineClock;
import org.blockwatch.service.crypto.Hmac;

/**
 * Seals what a browser keeps for the board (HS256): who has signed in, and which screen this is. Nothing is kept here, so that any instance
 * knows them and a restart signs nobody out. Times are the wall's.
 */
final class Sealed {

    /** How long a session lasts, whatever is done in it. */
    static final Duration SESSION = Duration.ofHours(12);

    /** After so long without a sign of life an answer needs another sign-in. */
    static final Duration IDLE = Duration.ofMinutes(10);

    /** How long a screen is let in. */
    static final Duration SCREEN = Duration.ofDays(90);

    private static final String KIND = "kind";
    private static final String SIGNED_IN = "person";
    private static final String WALL = "wall";
    private static final String UNIT = "unit";

    private final byte[] secret;
    private final EngineClock clock;

    Sealed(byte[] secret, EngineClock clock) {
        this.secret = Hmac.sha256(secret, "board-cookies");
        this.clock = clock;
    }

    String of(Viewer.SignedIn person) {
        return sealed(new JWTClaimsSet.Builder()
                .claim(KIND, SIGNED_IN)
                .subject(person.user())
                .claim("name", person.name())
                .claim("grants", person.grants().stream().map(RoleGrant::text).toList())
                .claim("glass", List.copyOf(person.glass()))
                .issueTime(Date.from(person.signedInAt()))
                .claim("seen", person.seenAt().getEpochSecond())
                .expirationTime(Date.from(person.signedInAt().plus(SESSION)))
                .build());
    }

    String of(Viewer.Wall screen) {
        return sealed(new JWTClaimsSet.Builder()
                .claim(KIND, WALL)
                .subject(screen.id())
                .claim(UNIT, screen.unit())
                .expirationTime(Date.from(clock.wallNow().plus(SCREEN)))
                .build());
    }

    /** Seals any short text for a few minutes: a sign-in that has begun. */
    String brief(String kind, String text, Duration lasts) {
        return sealed(new JWTClaimsSet.Builder()
                .claim(KIND, kind)
                .subject(text)
                .expirationTime(Date.from(clock.wallNow().plus(lasts)))
                .build());
    }

    Optional<String> brief(String kind, String sealed) {
        return opened(sealed)
                .filter(claims -> kind.equals(claims.getClaim(KIND)))
                .map(JWTClaimsSet::getSubject);
    }

    /** Opens what was sealed here and has not run out. */
    Optional<Viewer> viewer(String sealed) {
        return opened(sealed).flatMap(claims -> {
            try {
                return WALL.equals(claims.getStringClaim(KIND))
                        ? Optional.of(new Viewer.Wall(claims.getSubject(), claims.getStringClaim(UNIT)))
                        : SIGNED_IN.equals(claims.getStringClaim(KIND))
                                ? Optional.of(person(claims))
                                : Optional.empty();
            } catch (ParseException | IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static Viewer person(JWTClaimsSet claims) throws ParseException {
        Set<String> glass = new HashSet<>(claims.getStringListClaim("glass"));
        return new Viewer.SignedIn(
                claims.getSubject(),
                claims.getStringClaim("name"),
                claims.getStringListClaim("grants").stream()
                        .map(RoleGrant::parse)
                        .toList(),
                glass,
                claims.getIssueTime().toInstant(),
                Instant.ofEpochSecond(claims.getLongClaim("seen")));
    }

    /** Returns the token that a page of this session shows when it sends something: no other site can read it. */
    String formToken(String session) {
        return HexFormat.of().formatHex(Hmac.sha256(secret, "form " + session), 0, 16);
    }

    private String sealed(JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            jwt.sign(new MACSigner(secret));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<JWTClaimsSet> opened(String sealed) {
        try {
            SignedJWT jwt = SignedJWT.parse(sealed);
            JWSVerifier verifier = new MACVerifier(secret);
            if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256) || !jwt.verify(verifier)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Date until = claims.getExpirationTime();
            return until != null && until.toInstant().isAfter(clock.wallNow()) ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }
}
