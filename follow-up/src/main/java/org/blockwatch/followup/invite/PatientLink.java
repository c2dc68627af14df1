package org.blockwatch.followup.invite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What stands in the address of a patient's link, and all that lets one in: 128 random bits, 22 characters. Its id, which
 * topics and log lines carry, does not lead back to it.
 *
 * @param token the 22 characters
 */
public record PatientLink(String token) {

    private static final int BYTES = 16;
    private static final int LENGTH = 22;

    /** Makes a link that nobody guesses. */
    public static PatientLink random(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new PatientLink(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** Returns the link that is written so; empty if it is not, to the letter, a way that links are written. */
    public static Optional<PatientLink> parse(String written) {
        if (written.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bits = Base64.getUrlDecoder().decode(written);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bits).equals(written)
                    ? Optional.of(new PatientLink(written))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns its id: the first 128 bits of the SHA-256 of its characters, 22 characters again. */
    public String id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "link " + id();
    }
}
