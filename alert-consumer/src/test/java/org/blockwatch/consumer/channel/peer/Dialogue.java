package org.blockwatch.consumer.channel.peer;

import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a server of some protocol hears and says when all is well, turn by turn.
 *
 * @param tls who it is, where a turn changes to TLS
 */
public record Dialogue(List<Turn> turns, @Nullable SSLContext tls) {

    /**
     * One turn: something is heard and answered.
     *
     * @param name what tells it from the others
     * @param heard reads what the other side says before
     * @param reply lines with their ends
     * @param thenTls whether both sides change to TLS after it
     */
    public record Turn(String name, Ear heard, String reply, boolean thenTls) {}

    /** Reads what the other side says. */
    public interface Ear {
        void hear(TestPeer peer, Connection connection) throws IOException;
    }

    /** What happens instead of a reply. */
    public interface Mishap {
        void happen(TestPeer peer, Connection connection, String reply) throws IOException, InterruptedException;
    }

    /** All goes well. */
    public TestPeer.Script well() {
        return (peer, connection) -> {
            for (Turn turn : turns) {
                take(turn, peer, connection);
            }
            connection.untilHungUp();
        };
    }

    /** All goes well until this turn's reply. */
    public TestPeer.Script failing(Turn failing, Mishap mishap) {
        return (peer, connection) -> {
            for (Turn turn : turns.subList(0, turns.indexOf(failing))) {
                take(turn, peer, connection);
            }
            failing.heard().hear(peer, connection);
            mishap.happen(peer, connection, failing.reply());
        };
    }

    private void take(Turn turn, TestPeer peer, Connection connection) throws IOException {
        turn.heard().hear(peer, connection);
        connection.say(turn.reply());
        if (turn.thenTls()) {
            connection.secure(tls);
        }
    }
}
