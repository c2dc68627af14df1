package org.blockwatch.cli.command;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Secrets of one run, which nobody has to think up. */
final class RandomSecret {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomSecret() {}

    static String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    static String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    private static byte[] bytes() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
