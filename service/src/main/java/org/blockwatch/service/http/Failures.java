package org.blockwatch.service.http;

import com.fasterxml.jackson.core.JacksonException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request that failed: with 4xx and without a word in the log where it is the request's own fault, with 500 and
 * in the log where it is ours. So many defects a minute are logged and no more: who can set one off shall not be able to
 * flood the log away.
 */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int LEAST_CLIENT_ERROR = 400;
    private static final int LEAST_SERVER_ERROR = 500;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int MOST_A_MINUTE = 10;

    private long minute = System.nanoTime();
    private int logged;
    private long unlogged;

    /** Answers in the place of the route that threw. */
    void answer(Exception failure, Context ctx) {
        int status = clientError(failure);
        if (status > 0) {
            ctx.status(status);
            ctx.json(Map.of("status", "refused", "reason", "The request cannot be read: check its encoding and body."));
            return;
        }
        log(failure, ctx);
        ctx.status(HttpStatus.INTERNAL_SERVER_ERROR);
        ctx.json(Map.of("status", "error", "reason", "See the log of this service."));
    }

    /** Returns the status that says what is wrong with the request; 0 if nothing is. */
    private static int clientError(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                return http.getCode() >= LEAST_CLIENT_ERROR && http.getCode() < LEAST_SERVER_ERROR ? http.getCode() : 0;
            }
            if (cause instanceof IllegalCharsetNameException || cause instanceof UnsupportedCharsetException) {
                return HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode();
            }
            if (cause instanceof JacksonException
                    || cause instanceof EofException
                    || cause instanceof ClosedChannelException) {
                return HttpStatus.BAD_REQUEST.getCode();
            }
        }
        return 0;
    }

    /** Names the route and not the path that was asked for: a path may hold what lets one in. */
    private synchronized void log(Exception failure, Context ctx) {
        long now = System.nanoTime();
        if (now - minute >= MINUTE_NANOS) {
            if (unlogged > 0) {
                LOG.error("{} more requests failed in the minute before", unlogged);
            }
            minute = now;
            logged = 0;
            unlogged = 0;
        }
        if (logged < MOST_A_MINUTE) {
            logged++;
            LOG.error("{} {} failed", ctx.method(), ctx.endpoint().path, failure);
        } else {
            unlogged++;
        }
    }
}
