package org.blockwatch.followup;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.Optional;
import org.blockwatch.service.settings.Checked;

/** The settings of the patients' door, which is the only one that the internet may reach. */
public interface PageSettings {

    /** The address that the patients' page is served on. Loopback unless said otherwise. */
    @WithName("page.host")
    @WithDefault("127.0.0.1")
    String pageHost();

    /** The port that the patients' page is served on; 0 takes a free one. */
    @WithName("page.port")
    @WithDefault("7076")
    @WithConverter(Checked.Port.class)
    int pagePort();

    /** The page's certificate and those above it, PEM; without it the page speaks HTTP, for a proxy with TLS before it. */
    @WithName("page.tls.certificate")
    Optional<Path> pageTlsCertificate();

    /** The key of the page's certificate, PEM (PKCS#8). */
    @WithName("page.tls.key")
    Optional<Path> pageTlsKey();

    /** Most requests a second to the page from one address. Many telephones may share one. */
    @WithName("page.rate.limit")
    @WithDefault("20")
    @WithConverter(Checked.Count.class)
    int pageRateLimit();

    /** Whether all requests to the page come through a proxy that adds the client's address to {@code X-Forwarded-For}. */
    @WithName("page.behind.proxy")
    @WithDefault("false")
    boolean pageBehindProxy();

    /** How often an hour an answer is taken through one link; what is more is told the telephone number. */
    @WithName("answers.per.link")
    @WithDefault("20")
    @WithConverter(Checked.Count.class)
    int answersPerLink();
}
