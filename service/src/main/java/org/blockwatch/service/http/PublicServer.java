package org.blockwatch.service.http;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import java.net.URI;
import java.util.function.Consumer;
import org.blockwatch.service.settings.HttpSettings;
import org.blockwatch.service.settings.SettingsException;

/**
 * A server beside the {@link HttpServer} of a process, for people outside the house: it serves what it is given and nothing
 * else, neither health nor metrics, with threads and limits of its own.
 */
public final class PublicServer implements AutoCloseable {

    private final Javalin javalin;
    private final URI address;

    private PublicServer(Javalin javalin, URI address) {
        this.javalin = javalin;
        this.address = address;
    }

    /**
     * Opens the server.
     *
     * @param settings where it is, and its limits
     * @param prefix what its settings begin with, for messages, such as {@code page}
     * @param refusal what it says to whom it cannot serve
     * @param routes what it serves
     * @throws SettingsException if the address cannot be bound, or the certificate not be used
     */
    public static PublicServer open(
            HttpSettings settings, String prefix, RefusalPage refusal, Consumer<RoutesConfig> routes) {
        HttpServer.Opened opened = HttpServer.open(settings, prefix, refusal, routes);
        return new PublicServer(opened.javalin(), opened.address());
    }

    /** Returns where the server listens, with the port that it really has. */
    public URI address() {
        return address;
    }

    /** Closes the server once the requests that have begun are answered. */
    @Override
    public void close() {
        HttpServer.stop(javalin);
    }
}
