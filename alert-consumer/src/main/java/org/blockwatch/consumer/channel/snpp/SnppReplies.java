package org.blockwatch.consumer.channel.snpp;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal says: a code of three digits and words, which are for people and may repeat what we said. */
final class SnppReplies {

    /** First digits of the codes that say: done; say more; not this, but go on. */
    static final String OK = "2";

    static final String MORE = "3";
    static final String NOT_THIS = "5";

    private static final String READY = "220";
    private static final String HELP = "214";
    private static final String DONE = "250";
    private static final int MOST_HELP = 100;

    private static final Pattern REPLY = Pattern.compile("(\\d{3})([ -].*)?");

    private final BufferedReader in;

    SnppReplies(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
    }

    /**
     * Reads the reply to a command.
     *
     * @param classes the first digits that will do
     * @throws SnppRefusal if it begins with another one
     * @throws ProtocolException if it is no reply
     */
    void expect(String command, String classes) throws IOException, SnppRefusal {
        String code = code();
        if (!classes.contains(code.substring(0, 1))) {
            throw new SnppRefusal(command, Integer.parseInt(code));
        }
    }

    /**
     * Reads the greeting: 220, or any lines of help (214) until 220 or 250 ends them. Whoever took the first of several
     * replies for the greeting would read each answer one command too late.
     *
     * @throws SnppRefusal if the terminal says anything else
     * @throws ProtocolException if it is no reply, or help without end
     */
    void expectGreeting() throws IOException, SnppRefusal {
        String code = code();
        boolean helped = false;
        for (int lines = 0; code.equals(HELP); lines++) {
            if (lines == MOST_HELP) {
                throw new ProtocolException("no greeting");
            }
            helped = true;
            code = code();
        }
        if (!code.equals(READY) && !(helped && code.equals(DONE))) {
            throw new SnppRefusal("greeting", Integer.parseInt(code));
        }
    }

    private String code() throws IOException {
        while (true) {
            String line = in.readLine();
            if (line == null) {
                throw new EOFException("the terminal hung up");
            }
            Matcher reply = REPLY.matcher(line);
            if (!reply.matches()) {
                throw new ProtocolException("no reply code");
            }
            boolean more = reply.group(2) != null && reply.group(2).startsWith("-");
            if (!more) {
                return reply.group(1);
            }
        }
    }
}
