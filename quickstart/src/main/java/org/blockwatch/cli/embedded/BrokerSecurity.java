package org.blockwatch.cli.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * How an embedded broker is secured: everything over TLS; a client proves itself by password (SCRAM-SHA-512, listener {@code
 * SASL_SSL}) or by certificate (listener {@code SSL}), and may do what ACLs allow it and nothing else.
 *
 * @param keystore the broker's certificate and key, PKCS#12; its name is {@code CN=broker}
 * @param truststore the authority of the clients' and its own certificate, PKCS#12
 * @param password of both stores
 * @param passwords of the users of SCRAM, by name
 * @param administrator the user whom no ACL binds, besides the broker itself
 */
public record BrokerSecurity(
        Path keystore, Path truststore, String password, Map<String, String> passwords, String administrator) {

    static final String PASSWORDS = "SASL_SSL";
    static final String CERTIFICATES = "SSL";

    void configure(Properties settings, String host, int passwordPort, int certificatePort, int controllerPort) {
        settings.setProperty(
                "listeners",
                "%s://%2$s:%3$s,%4$s://%2$s:%5$s,CONTROLLER://%2$s:%6$s"
                        .formatted(PASSWORDS, host, passwordPort, CERTIFICATES, certificatePort, controllerPort));
        settings.setProperty("listener.security.protocol.map", "SASL_SSL:SASL_SSL,SSL:SSL,CONTROLLER:SSL");
        settings.setProperty("inter.broker.listener.name", CERTIFICATES);
        settings.setProperty("ssl.keystore.type", "PKCS12");
        settings.setProperty("ssl.keystore.location", keystore.toString());
        settings.setProperty("ssl.keystore.password", password);
        settings.setProperty("ssl.key.password", password);
        settings.setProperty("ssl.truststore.type", "PKCS12");
        settings.setProperty("ssl.truststore.location", truststore.toString());
        settings.setProperty("ssl.truststore.password", password);
        settings.setProperty("listener.name.ssl.ssl.client.auth", "required");
        settings.setProperty("listener.name.controller.ssl.client.auth", "required");
        settings.setProperty("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/");
        settings.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.setProperty(
                "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.setProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.setProperty("allow.everyone.if.no.acl.found", "false");
        settings.setProperty("super.users", "User:broker;User:" + administrator);
    }

    /** As Kafka's storage formatter takes them. */
    List<String> scram() {
        return passwords.entrySet().stream()
                .map(user -> "SCRAM-SHA-512=[name=%s,password=%s]".formatted(user.getKey(), user.getValue()))
                .toList();
    }
}
