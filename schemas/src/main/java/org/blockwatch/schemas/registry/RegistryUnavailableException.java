package org.blockwatch.schemas.registry;

import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * No registry gave an answer: unreachable, too slow, failing, or not letting us in. Says nothing about the schema, so the
 * same question may be asked again, and no record is to be given up for it. Credentials that the registry refuses count
 * too: a password changed by mistake must not turn a ward's statements into dead letters.
 */
public final class RegistryUnavailableException extends RetriableException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    RegistryUnavailableException(String message) {
        this(message, 0);
    }

    RegistryUnavailableException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** The HTTP status of what came in place of an answer; 0: nothing came. */
    int status() {
        return status;
    }
}
