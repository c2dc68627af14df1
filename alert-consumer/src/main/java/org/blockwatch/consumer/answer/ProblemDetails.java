package org.blockwatch.consumer.answer;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why a request to the JSON interface is not done, as RFC 9457 has it: what is wrong, where, and what to do. */
final class ProblemDetails extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String TYPE = "urn:blockwatch:problem:";

    private final HttpStatus status;
    private final String type;
    private final String title;
    private final transient List<Fault> faults;

    /**
     * Something wrong in the body.
     *
     * @param pointer where, a JSON pointer (RFC 6901)
     */
    record Fault(String pointer, String detail) {}

    /**
     * A problem.
     *
     * @param type its name, the same for every problem of the kind
     */
    ProblemDetails(HttpStatus status, String type, String title, String detail, Fault... faults) {
        super(detail, null, false, false); // an answer, not a defect: no stack
        this.status = status;
        this.type = type;
        this.title = title;
        this.faults = List.of(faults);
    }

    /** Returns a body that is JSON and not what it should be. */
    static ProblemDetails invalid(String pointer, String detail) {
        return new ProblemDetails(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid",
                "The body is not an answer",
                detail,
                new Fault(pointer, detail));
    }

    /** Not done, and may be done later. */
    static ProblemDetails unavailable(String detail) {
        return new ProblemDetails(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Not just now", detail);
    }

    HttpStatus status() {
        return status;
    }

    /** Answers with it. */
    void answer(Context ctx) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE + type);
        body.put("title", title);
        body.put("status", status.getCode());
        body.put("detail", getMessage());
        if (!faults.isEmpty()) {
            body.put("errors", faults);
        }
        if (status == HttpStatus.UNAUTHORIZED) {
            ctx.header("WWW-Authenticate", "Bearer");
        } else if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS) {
            ctx.header("Retry-After", "5");
        }
        JsonBodies.answer(ctx.status(status), "application/problem+json", body);
    }
}
