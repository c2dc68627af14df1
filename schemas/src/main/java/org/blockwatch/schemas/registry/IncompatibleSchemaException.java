package org.blockwatch.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;

/** The schema is at odds with the one that the registry, or the other side, holds. A person has to mend one of them. */
public final class IncompatibleSchemaException extends SerializationException {
    private static final long serialVersionUID = 1L;

    /** @param message which schema is at odds with which, and what to do */
    public IncompatibleSchemaException(String message) {
        super(message);
    }

    /** @param message which schema is at odds with which, and what to do */
    public IncompatibleSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
