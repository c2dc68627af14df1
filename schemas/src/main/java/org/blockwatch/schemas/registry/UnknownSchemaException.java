package org.blockwatch.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;

/** The registry answered that it does not have this id, subject or schema. Asking again does not help by itself. */
public final class UnknownSchemaException extends SerializationException {
    private static final long serialVersionUID = 1L;

    UnknownSchemaException(String message) {
        super(message);
    }
}
