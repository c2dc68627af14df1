package org.blockwatch.consumer.channel.tcp;

import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.blockwatch.service.settings.SettingsException;

/** Encryption of a connection from its first byte. */
public final class TcpTls {

    private TcpTls() {}

    /**
     * Returns what the JVM is set up to trust.
     *
     * @throws SettingsException if that cannot be used
     */
    public static SSLContext ofTheJvm() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new SettingsException("The JVM has no usable TLS set-up: " + e.getMessage());
        }
    }

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
