package org.blockwatch.board.ward;

import java.util.Arrays;
import java.util.HexFormat;
import org.blockwatch.service.crypto.Hmac;

/** Names blocks and alerts by keyed hashes: a blockId or alertId may hold a patientId, and an address or a wall shall tell none. */
public final class OpaqueKeys {

    private static final int BYTES = 9;
    private static final String SEPARATOR = "\u001f"; // ends a part, so that no two lists of parts read the same

    private final byte[] secret;

    /** Names under a secret; the same secret gives the same names. */
    public OpaqueKeys(byte[] secret) {
        this.secret = secret.clone();
    }

    /** Returns the name of something that these parts identify. */
    public String of(String... parts) {
        return HexFormat.of().formatHex(Arrays.copyOf(Hmac.sha256(secret, String.join(SEPARATOR, parts)), BYTES));
    }
}
