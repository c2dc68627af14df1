package org.blockwatch.consumer.channel.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.http.protocol.RequestUserAgent;

/** One request and the head of its answer over a connection that is somebody else's to close, as Apache HttpCore speaks. */
final class HttpExchange {

    /** More than fit into what a connection takes: what a receiver says beside its status is its own business. */
    private static final int MOST_HEADERS = 100_000;

    private static final Http1Config BOUNDS = Http1Config.custom()
            .setMaxLineLength(-1)
            .setMaxHeaderCount(MOST_HEADERS)
            .build();

    private static final HttpProcessor HEADERS = HttpProcessorBuilder.create()
            .addAll(new RequestContent(), new RequestTargetHost(), new RequestUserAgent("Blockwatch"))
            .build();

    private HttpExchange() {}

    /**
     * Asks, and waits for the answer's status and headers. What only says that the answer is yet to come is passed over.
     *
     * @param body empty: there is none
     * @throws ProtocolException if what comes is not HTTP/1
     * @throws EOFException if the receiver hangs up before it has answered
     */
    static HttpResponse ask(
            Socket socket, String method, WebAddress address, Map<String, String> headers, Optional<byte[]> body)
            throws IOException {
        ClassicHttpRequest request = new BasicClassicHttpRequest(method, address.host(), address.target());
        address.authorization().ifPresent(credentials -> request.setHeader("authorization", credentials));
        headers.forEach(request::setHeader);
        request.setHeader("connection", "close");
        body.ifPresent(bytes -> request.setEntity(new ByteArrayEntity(bytes, null)));
        DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(
                BOUNDS, null, null, null, null, null, new DefaultHttpResponseParserFactory(BOUNDS, null, null));
        connection.bind(socket);
        HttpRequestExecutor executor = new HttpRequestExecutor();
        HttpCoreContext context = HttpCoreContext.create();
        try {
            executor.preProcess(request, HEADERS, context);
            return executor.execute(request, connection, context);
        } catch (HttpException | MessageConstraintException e) {
            throw (IOException) new ProtocolException("not HTTP/1").initCause(e);
        } catch (NoHttpResponseException e) {
            throw (IOException) new EOFException("the receiver hung up before it answered").initCause(e);
        }
    }
}
