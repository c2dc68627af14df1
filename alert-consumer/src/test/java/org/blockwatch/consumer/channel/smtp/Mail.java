package org.blockwatch.consumer.channel.smtp;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.blockwatch.consumer.channel.tcp.ServerAddress;
import org.blockwatch.consumer.channel.tcp.TcpConversations;
import org.blockwatch.service.clock.EngineClock;
import org.jspecify.annotations.Nullable;

/** Channels to the mail servers of tests. */
final class Mail {

    private Mail() {}

    static SmtpChannel channel(
            Encryption encryption, SmtpRelay.@Nullable Login login, String host, int port, SSLContext trust) {
        ServerAddress server = new ServerAddress(host, port, Duration.ofSeconds(10));
        return new SmtpChannel(
                server,
                new SmtpRelay(
                        encryption,
                        login,
                        "blockwatch.example.org",
                        MailAddress.of("Blockwatch <blockwatch@example.org>"),
                        MailAddress.of("oncall@example.org")),
                new TcpConversations("smtp", server, Duration.ofSeconds(20)),
                EngineClock.system()::wallNow,
                trust);
    }
}
