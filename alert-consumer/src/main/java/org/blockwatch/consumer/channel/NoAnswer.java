package org.blockwatch.consumer.channel;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.blockwatch.event.PageOutcome;

/** What it means for a page that the other side gave no answer that could be understood. */
public final class NoAnswer {

    private NoAnswer() {}

    /** Nothing, or not all of an answer, came within the channel's time limit. */
    public static Delivery.Failed within(Duration limit) {
        return new Delivery.Failed(PageOutcome.TIMEOUT, "no answer within " + limit.toMillis() + " ms");
    }

    /** An exchange ended with this failure, or with a failure that has this cause. */
    public static Delivery.Failed because(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<Delivery.Failed> meaning = meaning(cause);
            if (meaning.isPresent()) {
                return meaning.get();
            }
        }
        return new Delivery.Failed(PageOutcome.CONNECTION_LOST, words(failure));
    }

    private static Optional<Delivery.Failed> meaning(Throwable failure) {
        if (failure
                instanceof
                ProtocolException) { // its message may repeat what the other side said, and that, what we did
            return failed(PageOutcome.SERVER_ERROR, "what came is not an answer of this protocol");
        }
        if (failure instanceof SSLException && !(failure.getCause() instanceof ProtocolException)) {
            return failure.getCause() instanceof EOFException
                    ? failed(PageOutcome.TLS_FAILED, "the other side hung up while TLS was set up")
                    : failed(PageOutcome.TLS_FAILED, words(failure));
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return failed(PageOutcome.CONNECT_FAILED, words(failure));
        }
        if (failure instanceof UnknownHostException) {
            return failed(PageOutcome.CONNECT_FAILED, "the host's name is not known");
        }
        return Optional.empty();
    }

    private static Optional<Delivery.Failed> failed(PageOutcome outcome, String detail) {
        return Optional.of(new Delivery.Failed(outcome, detail));
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        String kind = failure instanceof IOException ? "" : failure.getClass().getSimpleName() + " ";
        return message == null ? failure.getClass().getSimpleName() : kind + message;
    }
}
