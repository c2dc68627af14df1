package org.blockwatch.service.settings;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.Optional;

/** The settings of a service's HTTP endpoints: where they are, who gets in, and how (docs/security.md). */
public interface HttpSettings {

    /**
     * Returns the address that health, metrics and all other endpoints are served on. Loopback unless said otherwise: what
     * leaves the machine needs TLS, here or in a proxy.
     */
    @WithName("http.host")
    @WithDefault("127.0.0.1")
    String httpHost();

    /** Returns the port that health and metrics are served on; 0 takes a free one. */
    @WithName("http.port")
    @WithConverter(Checked.Port.class)
    int httpPort();

    /**
     * Returns a port of 127.0.0.1 where health, and health alone, is served in plain HTTP beside the endpoint, for a check
     * that runs in the same container: it needs no certificate, and has threads of its own. Unset: there is none.
     */
    @WithName("http.health.port")
    @WithConverter(Checked.Port.class)
    Optional<Integer> httpHealthPort();

    /** Returns the endpoints' certificate and those between it and its authority, PEM; the endpoints then speak HTTPS alone. */
    @WithName("http.tls.certificate")
    Optional<Path> httpTlsCertificate();

    /** Returns the key of the certificate, PEM (PKCS#8). */
    @WithName("http.tls.key")
    Optional<Path> httpTlsKey();

    /** Returns what the key is encrypted with, if it is. */
    @WithName("http.tls.key.password")
    Optional<String> httpTlsKeyPassword();

    /** Certificates and key together, PKCS#12 or JKS, in place of the two files. */
    @WithName("http.tls.keystore")
    Optional<Path> httpTlsKeystore();

    /** Returns what the key store is encrypted with. */
    @WithName("http.tls.keystore.password")
    Optional<String> httpTlsKeystorePassword();

    /** Most requests a second from one address, and most at once. What is more gets 429. */
    @WithName("http.rate.limit")
    @WithDefault("50")
    @WithConverter(Checked.Count.class)
    int httpRateLimit();

    /**
     * Most connections at once from one address, an IPv6 /64 counting as one; what is more is closed. Not counted behind a
     * proxy, whose connections are everybody's.
     */
    @WithName("http.connection.limit")
    @WithDefault("50")
    @WithConverter(Checked.Count.class)
    int httpConnectionLimit();

    /**
     * Returns whether all requests come through a proxy, which adds the client's address to {@code X-Forwarded-For};
     * the rate limit then counts by that. False otherwise: anybody can write such a header.
     */
    @WithName("http.behind.proxy")
    @WithDefault("false")
    boolean httpBehindProxy();

    /** Returns what Prometheus must show at {@code /metrics}, {@code Authorization: Bearer <token>}; unset: nothing. */
    @WithName("metrics.token")
    @WithConverter(Checked.Token.class)
    Optional<String> metricsToken();
}
