package org.blockwatch.consumer.channel.smtp;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.blockwatch.consumer.channel.peer.PeerCertificates;
import org.blockwatch.consumer.channel.peer.TestPeer;

/**
 * Debian's postfix on a free port of the loopback interface, with configuration, queue and mailboxes of its own, for the
 * domain example.org: {@code oncall} has a mailbox, {@code busy} and {@code closing} do not take mail just now.
 */
final class Postfix implements AutoCloseable {

    private final Path directory;
    private final int port = TestPeer.nobody();

    /** Starts one in this directory of a test's own directory, with the certificate of localhost. */
    Postfix(Path directory, PeerCertificates certificates) throws Exception {
        this.directory = directory;
        for (String name : List.of("etc", "queue", "data", "mail")) {
            Files.createDirectories(directory.resolve(name));
        }
        for (Path path : List.of(directory, directory.getParent())) { // its processes are not root
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        own("data", "postfix");
        own("mail", "nobody");
        pem(certificates.vouched("localhost"));
        Files.writeString(directory.resolve("etc/main.cf"), main());
        Files.writeString(directory.resolve("etc/master.cf"), services());
        postfix("start-fg");
        try {
            await().atMost(Duration.ofSeconds(60)).until(this::listens);
        } catch (ConditionTimeoutException e) {
            close();
            throw new IllegalStateException("postfix does not start: " + log(), e);
        }
    }

    private Process postfix(String command) throws IOException {
        return new ProcessBuilder(
                        "/usr/sbin/postfix", "-c", directory.resolve("etc").toString(), command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("output").toFile()))
                .start();
    }

    int port() {
        return port;
    }

    /** The mails in the mailbox of oncall. */
    List<Path> mails() {
        Path mailbox = directory.resolve("mail/oncall/new");
        if (!Files.isDirectory(mailbox)) {
            return List.of();
        }
        try (Stream<Path> mails = Files.list(mailbox)) {
            return mails.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What postfix has written down. */
    String log() {
        return Stream.of("output", "log")
                .map(directory::resolve)
                .filter(Files::exists)
                .map(Postfix::read)
                .reduce("", String::concat);
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == '2';
        } catch (IOException e) {
            return false;
        }
    }

    private String main() {
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file = %1$s/log
                maillog_file_prefixes = %1$s
                inet_interfaces = loopback-only
                inet_protocols = ipv4
                myhostname = localhost
                mydestination =
                local_recipient_maps =
                alias_maps =
                smtpd_tls_security_level = may
                smtpd_tls_cert_file = %1$s/etc/localhost.pem
                smtpd_tls_key_file = %1$s/etc/localhost.key
                virtual_mailbox_domains = example.org
                virtual_mailbox_base = %1$s/mail
                virtual_mailbox_maps = inline:{ oncall@example.org=oncall/, busy@example.org=busy/, closing@example.org=closing/ }
                virtual_uid_maps = static:65534
                virtual_gid_maps = static:65534
                smtpd_recipient_restrictions = check_recipient_access inline:{
                  { busy@example.org = 450 4.2.1 busy@example.org takes no mail now },
                  { closing@example.org = 421 4.3.2 going down } }, permit
                smtpd_relay_restrictions = reject_unauth_destination
                """.formatted(directory);
    }

    private String services() {
        return """
                127.0.0.1:%d inet n - n - - smtpd
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                error unix - - n - - error
                retry unix - - n - - error
                virtual unix - n n - - virtual
                anvil unix - - n - 1 anvil
                postlog unix-dgram n - n - 1 postlogd
                """.formatted(port);
    }

    private void pem(KeyStore keys) throws Exception {
        Files.writeString(
                directory.resolve("etc/localhost.pem"),
                pem("CERTIFICATE", keys.getCertificate("own").getEncoded()));
        Files.writeString(
                directory.resolve("etc/localhost.key"),
                pem(
                        "PRIVATE KEY",
                        keys.getKey("own", PeerCertificates.PASSWORD.toCharArray())
                                .getEncoded()));
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    private void own(String name, String user) throws IOException {
        Path path = directory.resolve(name);
        Files.setOwner(
                path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        postfix("stop").waitFor();
    }
}
