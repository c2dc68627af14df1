package org.blockwatch.consumer.answer;

/** An answer could not be recorded in time, or it is not known whether it was. Giving it again does no harm. */
final class NotRecordedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotRecordedException(Throwable cause) {
        super("The answer is not recorded", cause);
    }
}
