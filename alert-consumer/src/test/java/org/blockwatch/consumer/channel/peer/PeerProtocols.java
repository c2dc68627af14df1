package org.blockwatch.consumer.channel.peer;

import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.blockwatch.consumer.channel.peer.Dialogue.Ear;
import org.blockwatch.consumer.channel.peer.Dialogue.Turn;
import org.jspecify.annotations.Nullable;

/** The dialogues of the protocols that the channels speak. */
public final class PeerProtocols {

    private static final Ear NOTHING = (peer, connection) -> {};
    private static final Ear LINE = (peer, connection) -> connection.line();
    private static final Ear TEXT = (peer, connection) -> connection.untilDot();

    private PeerProtocols() {}

    /** A request and its answer. */
    public static Dialogue http(String status) {
        return new Dialogue(
                List.of(new Turn(
                        "request",
                        (peer, connection) -> peer.requests.add(connection.request()),
                        "HTTP/1.1 " + status + "\r\ncontent-length: 0\r\n\r\n",
                        false)),
                null);
    }

    /** A mail to a server that changes to TLS and wants to know who we are. */
    public static Dialogue smtpWithStarttls(SSLContext tls) {
        return new Dialogue(
                List.of(
                        new Turn("greeting", NOTHING, "220 mail.example.org ESMTP\r\n", false),
                        turn("EHLO", "250-mail.example.org\r\n250-8BITMIME\r\n250 STARTTLS\r\n"),
                        new Turn("STARTTLS", LINE, "220 2.0.0 go ahead\r\n", true),
                        turn("second EHLO", "250-mail.example.org\r\n250 AUTH PLAIN LOGIN\r\n"),
                        turn("AUTH", "235 2.7.0 hello\r\n"),
                        turn("MAIL", "250 2.1.0 ok\r\n"),
                        turn("RCPT", "250 2.1.5 ok\r\n"),
                        turn("DATA", "354 go on\r\n"),
                        new Turn("end of data", TEXT, "250 2.0.0 queued as ABCDEF12\r\n", false)),
                tls);
    }

    /** A mail to a server that wants to know nothing. */
    public static Dialogue smtp() {
        return simple(
                "220 mail.example.org ESMTP\r\n",
                turn("EHLO", "250 mail.example.org\r\n"),
                turn("MAIL", "250 2.1.0 ok\r\n"),
                turn("RCPT", "250 2.1.5 ok\r\n"),
                turn("DATA", "354 go on\r\n"),
                new Turn("end of data", TEXT, "250 2.0.0 queued as ABCDEF12\r\n", false));
    }

    /** A page to a terminal of level 1. */
    public static Dialogue snpp1() {
        return simple(
                "220 SNPP gateway ready\r\n",
                turn("PAGE", "250 pager accepted\r\n"),
                turn("MESS", "250 message ok\r\n"),
                turn("SEND", "250 sent\r\n"));
    }

    /** A page to a terminal of level 2. */
    public static Dialogue snpp2() {
        return simple(
                "220 SNPP gateway ready\r\n",
                turn("LOGI", "250 login accepted\r\n"),
                turn("CALL", "250 caller accepted\r\n"),
                turn("LEVE", "250 level accepted\r\n"),
                turn("ALER", "250 alert accepted\r\n"),
                turn("PAGE", "250 pager accepted\r\n"),
                turn("DATA", "354 begin input\r\n"),
                new Turn("text", TEXT, "250 message ok\r\n", false),
                turn("SEND", "250 sent\r\n"));
    }

    private static Turn turn(String name, String reply) {
        return new Turn(name, LINE, reply, false);
    }

    private static Dialogue simple(String greeting, Turn... turns) {
        Turn[] all = new Turn[turns.length + 1];
        all[0] = new Turn("greeting", NOTHING, greeting, false);
        System.arraycopy(turns, 0, all, 1, turns.length);
        return new Dialogue(Arrays.asList(all), (@Nullable SSLContext) null);
    }
}
