package org.blockwatch.service.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        ResponseHeaders.ALL.forEach(headers::put);
        headers.put(TEXT);
        response.write(true, line(code), callback);
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        ResponseHeaders.ALL.forEach(fields::put);
        fields.put(TEXT);
        return line(status);
    }

    private static ByteBuffer line(int code) {
        return ByteBuffer.wrap((code + " " + HttpStatus.getMessage(code) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
