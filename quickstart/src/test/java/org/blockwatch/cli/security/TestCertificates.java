package org.blockwatch.cli.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority made for a test, and certificates that it has signed, all by the JDK's keytool. */
final class TestCertificates {

    /** Of every store: a name that would be seen if it were logged. */
    static final String PASSWORD = "canary-secret-of-stores";

    private final Path folder;

    TestCertificates(Path folder) {
        this.folder = folder;
        keytool("-genkeypair -keystore ca.p12 -alias ca -keyalg EC -dname CN=authority -ext bc:c");
        keytool("-exportcert -keystore ca.p12 -alias ca -rfc -file ca.pem");
        keytool("-importcert -keystore trust.p12 -alias ca -file ca.pem -noprompt");
    }

    /** Whom everybody here believes. */
    Path trust() {
        return folder.resolve("trust.p12");
    }

    /** A store with the key and the certificate of {@code CN=name}, which is on this machine. */
    Path signed(String name) {
        String store = name + ".p12";
        keytool("-genkeypair -keystore %s -alias own -keyalg EC -dname CN=%s".formatted(store, name));
        keytool("-certreq -keystore %s -alias own -file %s.csr".formatted(store, name));
        keytool("-gencert -keystore ca.p12 -alias ca -infile %1$s.csr -outfile %1$s.pem -rfc -ext san=ip:127.0.0.1"
                .formatted(name));
        keytool("-importcert -keystore %s -alias ca -file ca.pem -noprompt".formatted(store));
        keytool("-importcert -keystore %s -alias own -file %s.pem -noprompt".formatted(store, name));
        return folder.resolve(store);
    }

    /** A store whose certificate says the same, and nobody has signed it. */
    Path selfSigned(String name) {
        String store = "self-" + name + ".p12";
        keytool("-genkeypair -keystore %s -alias own -keyalg EC -dname CN=%s".formatted(store, name));
        return folder.resolve(store);
    }

    /** What proves itself with a store, and believes the authority. */
    SSLContext context(Path store) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load(store), PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load(trust()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore load(Path store) throws GeneralSecurityException, IOException {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        return loaded;
    }

    private void keytool(String arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.add("-J-XX:TieredStopAtLevel=1"); // it is called dozens of times
        command.addAll(List.of("-storepass", PASSWORD));
        try {
            Process keytool = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(keytool.onExit().join().exitValue()).as(output).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
