package org.blockwatch.consumer.channel.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of a test's own, made with the JDK's keytool, and what it vouches for. */
public final class PeerCertificates {

    /** The password of every key store. */
    public static final String PASSWORD = "password";

    private static final String AUTHORITY = "authority";
    private static final String OWN = "own";

    private final Path directory;

    /** A new authority, with its files in this directory. */
    public PeerCertificates(Path directory) throws Exception {
        this.directory = directory;
        generate(AUTHORITY, "CN=authority", "-ext", "bc=ca:true");
    }

    /** Believes whom the authority vouches for. */
    public SSLContext trust() throws Exception {
        return context(empty());
    }

    /** A server of this name, vouched for. */
    public SSLContext server(String name) throws Exception {
        return context(vouched(name));
    }

    /** A server of this name whose certificate has expired. */
    public SSLContext expired(String name) throws Exception {
        return context(vouched(name, "-startdate", "-10d", "-validity", "5"));
    }

    /** A server of this name that only vouches for itself. */
    public SSLContext selfSigned(String name) throws Exception {
        return context(own("self-signed", "CN=" + name, "-ext", "san=dns:" + name));
    }

    /** The key and the certificate, under the alias {@code own}, of a server of this name, vouched for. */
    public KeyStore vouched(String name, String... validity) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-signer", AUTHORITY, "-ext", "san=dns:" + name));
        arguments.addAll(List.of(validity));
        return own(name + String.join("", validity), "CN=" + name, arguments.toArray(String[]::new));
    }

    /** The same, as a file. */
    public Path file(String name) throws Exception {
        Path file = directory.resolve(name + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            vouched(name).store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private KeyStore own(String alias, String subject, String... arguments) throws Exception {
        generate(alias, subject, arguments);
        KeyStore all = all();
        KeyStore own = empty();
        own.setKeyEntry(
                OWN, all.getKey(alias, PASSWORD.toCharArray()), PASSWORD.toCharArray(), all.getCertificateChain(alias));
        return own;
    }

    private SSLContext context(KeyStore own) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        KeyStore trusted = empty();
        trusted.setCertificateEntry(AUTHORITY, all().getCertificate(AUTHORITY));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private KeyStore all() throws Exception {
        return KeyStore.getInstance(directory.resolve("all.p12").toFile(), PASSWORD.toCharArray());
    }

    private void generate(String alias, String subject, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-alias", alias, "-dname", subject));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", directory.resolve("all.p12").toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(keytool.waitFor())
                .as(new String(keytool.getInputStream().readAllBytes()))
                .isZero();
    }
}
