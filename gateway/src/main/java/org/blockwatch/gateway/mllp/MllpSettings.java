package org.blockwatch.gateway.mllp;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.blockwatch.service.settings.Checked;

/** The settings of the MLLP listener. */
public interface MllpSettings {

    /** The address that MLLP is served on. Loopback unless said otherwise: what leaves the machine needs TLS. */
    @WithName("mllp.host")
    @WithDefault("127.0.0.1")
    String mllpHost();

    /** The port that MLLP is served on; 0 takes a free one. */
    @WithName("mllp.port")
    @WithDefault("2575")
    @WithConverter(Checked.Port.class)
    int mllpPort();

    /** The listener's certificate and those between it and its authority, PEM; it then speaks TLS alone. */
    @WithName("mllp.tls.certificate")
    Optional<Path> mllpTlsCertificate();

    /** The key of the certificate, PEM (PKCS#8). */
    @WithName("mllp.tls.key")
    Optional<Path> mllpTlsKey();

    /** What the key is encrypted with, if it is. */
    @WithName("mllp.tls.key.password")
    Optional<String> mllpTlsKeyPassword();

    /** The authorities whose client certificates are let in, PEM. Needed with TLS: every sender shows one. */
    @WithName("mllp.tls.client.authorities")
    Optional<Path> mllpTlsClientAuthorities();

    /** Who may connect: addresses and networks, such as 10.1.2.0/24, comma-separated. Unset: any. */
    @WithName("mllp.allowed.addresses")
    @WithConverter(AddressList.Entry.Reader.class)
    Optional<List<AddressList.Entry>> mllpAllowedAddresses();

    /** Most connections at once from one address; what is more is closed. */
    @WithName("mllp.connection.limit")
    @WithDefault("64")
    @WithConverter(Checked.Count.class)
    int mllpConnectionLimit();

    /** How long a message may take from its first byte to its last, and an answer to be taken. */
    @WithName("mllp.message.within")
    @WithDefault("PT30S")
    @WithConverter(Checked.Period.class)
    Duration mllpMessageWithin();

    /** The longest message in bytes. */
    @WithName("mllp.message.limit")
    @WithDefault("1048576")
    @WithConverter(Checked.Count.class)
    int mllpMessageLimit();
}
