package org.blockwatch.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.blockwatch.event.CareEvent;
import org.blockwatch.schemas.ScriptedRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTlsTest {
    private static final String PASSWORD = "open-sesame";

    @TempDir
    private static Path keys;

    private static ScriptedRegistry registry;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        keytool(
                "-genkeypair",
                "-keystore",
                "server.p12",
                "-alias",
                "registry",
                "-keyalg",
                "EC",
                "-dname",
                "CN=registry",
                "-ext",
                "san=dns:localhost");
        keytool("-exportcert", "-keystore", "server.p12", "-alias", "registry", "-rfc", "-file", "trust.pem");
        for (String type : List.of("JKS", "PKCS12")) {
            keytool(
                    "-importcert",
                    "-keystore",
                    "trust." + type,
                    "-storetype",
                    type,
                    "-alias",
                    "registry",
                    "-file",
                    keys.resolve("trust.pem").toString(),
                    "-noprompt");
        }
        registry = new ScriptedRegistry(serverContext());
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "PKCS12", "PEM"})
    void shouldTrustWhatTheTruststoreHolds(String type) {
        Map<String, String> settings = new HashMap<>();
        settings.put("schema.registry.ssl.truststore.type", type);
        settings.put(
                "schema.registry.ssl.truststore.location",
                keys.resolve(type.equals("PEM") ? "trust.pem" : "trust." + type).toString());
        if (!type.equals("PEM")) {
            settings.put("schema.registry.ssl.truststore.password", PASSWORD);
        }

        assertThat(id(settings)).isEqualTo(1);
    }

    @Test
    void shouldTrustNobodyElse() {
        assertThatThrownBy(() -> id(Map.of()))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContainingAll(registry.url(), "check schema.registry.ssl.truststore");
    }

    private static int id(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("schema.registry.url", registry.url());
        return RegistryClient.of(all).idFor("blockwatch.care-events-value", CareEvent.getClassSchema());
    }

    private static SSLContext serverContext() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys.resolve("server.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .directory(keys.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.onExit().join().exitValue()).as(output).isZero();
    }
}
