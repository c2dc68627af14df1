package org.blockwatch.schemas.registry;

import org.apache.kafka.common.errors.RetriableException;

/**
 * No registry gave an answer: unreachable, too slow, failing, or not letting us in. Says nothing about the schema, so the
 * same question may be asked again, and no record is to be given up for it. Credentials that the registry refuses count
 * too: a password changed by mistake must not turn a ward's statements into dead letters.
 */
public final class RegistryUnavailableException extends RetriableException {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    RegistryUnavailableException(String message) {
        super(message);
    }
}
