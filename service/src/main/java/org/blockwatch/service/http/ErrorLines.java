package org.blockwatch.service.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers in Jetty's stead what never reaches a route: a line that quotes nothing, with the headers of every answer. */
final class ErrorLines extends ErrorHandler {

    private static final HttpField TEXT = new HttpField(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");

    private final Optional<RefusalPage> refusal;

    /** @param refusal what is said in place of that line; empty: the line */
    ErrorLines(Optional<RefusalPage> refusal) {
        this.refusal = refusal;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        response.write(true, said(code, headers), callback);
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        return said(status, fields);
    }

    private ByteBuffer said(int code, HttpFields.Mutable headers) {
        if (refusal.isPresent()) {
            refusal.get().head().forEach(headers::put);
            return refusal.get().bytes();
        }
        ResponseHeaders.ALL.forEach(headers::put);
        headers.put(TEXT);
        return line(code);
    }

    private static ByteBuffer line(int code) {
        return ByteBuffer.wrap((code + " " + HttpStatus.getMessage(code) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
