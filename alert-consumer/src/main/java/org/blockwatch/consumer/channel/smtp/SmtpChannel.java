package org.blockwatch.consumer.channel.smtp;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.Fence;
import org.blockwatch.consumer.channel.tcp.ServerAddress;
import org.blockwatch.consumer.channel.tcp.TcpConversations;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.event.PageOutcome;

/**
 * Pages by mail, over a connection for each: pages are few, and a connection that was kept might be dead when it is
 * needed. Accepted means that the server has taken the mail on, not that it has been read.
 */
public final class SmtpChannel implements Channel {

    private final SmtpRelay relay;
    private final TcpConversations conversations;
    private final InstantSource wall;
    private final Session session;
    private final SmtpConnection connection;

    /**
     * A channel to a mail server.
     *
     * @param conversations the channel's own, to be closed with it
     * @param wall the wall clock, for the mail's date
     * @param tls whom to trust
     */
    public SmtpChannel(
            ServerAddress server, SmtpRelay relay, TcpConversations conversations, InstantSource wall, SSLContext tls) {
        this.relay = relay;
        this.conversations = conversations;
        this.wall = wall;
        this.session = Session.getInstance(properties(relay, tls));
        this.connection = new SmtpConnection(server, relay, session, tls);
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public Delivery send(OutgoingPage page) throws InterruptedException {
        return send(page, Fence.OPEN);
    }

    @Override
    public Delivery send(OutgoingPage page, Fence fence) throws InterruptedException {
        Optional<InternetAddress> to;
        try {
            to = page.to().address() == null
                    ? Optional.ofNullable(relay.to())
                    : Optional.of(MailAddress.of(page.to().address()));
        } catch (IllegalArgumentException e) {
            return new Delivery.Undeliverable(PageOutcome.REJECTED, "the recipient's address " + e.getMessage());
        }
        if (to.isEmpty()) {
            return new Delivery.Undeliverable(
                    PageOutcome.REJECTED, "neither the roster nor smtp.to says which mailbox");
        }
        return conversations.hold(socket -> send(socket, page, to.get(), fence));
    }

    private Delivery send(Socket socket, OutgoingPage page, InternetAddress to, Fence fence) throws Exception {
        return connection.send(socket, new PageMail(session, page, relay, to, wall.instant()), fence);
    }

    private static Properties properties(SmtpRelay relay, SSLContext tls) {
        Properties properties = new Properties();
        properties.put("mail.smtp.localhost", relay.helo());
        properties.put("mail.smtp.quitwait", "false"); // the mail is taken: what follows does not matter
        boolean starttls = relay.encryption() == Encryption.STARTTLS;
        properties.put("mail.smtp.starttls.enable", Boolean.toString(starttls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(starttls));
        properties.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory());
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.auth", Boolean.toString(relay.login() != null));
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        return properties;
    }

    @Override
    public void close() {
        conversations.close();
    }
}
