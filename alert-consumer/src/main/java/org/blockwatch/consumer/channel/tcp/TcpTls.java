package org.blockwatch.consumer.channel.tcp;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Encryption of a connection from its first byte. */
public final class TcpTls {

    private TcpTls() {}

    /**
     * Returns the connection, encrypted, to the server and to nobody who only says so: its certificate must name the
     * host.
     *
     * @param tls whom to trust
     */
    public static Socket over(Socket socket, ServerAddress server, SSLContext tls) throws IOException {
        SSLSocket encrypted =
                (SSLSocket) tls.getSocketFactory().createSocket(socket, server.host(), server.port(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }
}
