package org.blockwatch.streams.intake;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An error of the virtual machine that one record or one patient sets off, such as a stack that overflows, as an exception:
 * Kafka Streams' handlers are told of exceptions only, and an error would end one stream thread after the other.
 */
public final class Defect extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Defect(Error error) {
        super(error.toString(), error);
    }

    /**
     * Does {@code work}.
     *
     * @throws Defect in place of an error that says something of the work; one that says something of the process (no
     *     memory is left) passes as it is
     */
    public static <T extends @Nullable Object> T guard(Supplier<T> work) {
        try {
            return work.get();
        } catch (StackOverflowError | LinkageError | AssertionError e) {
            throw new Defect(e);
        }
    }

    /** Does {@code work}, as {@link #guard(Supplier)}. */
    static void guard(Runnable work) {
        guard(() -> {
            work.run();
            return null;
        });
    }
}
