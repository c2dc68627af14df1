package org.blockwatch.consumer.channel.snpp;

import java.io.IOException;
import java.net.Socket;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.event.Priority;

/** One page told to a terminal, command by command, as RFC 1861 has it. */
final class SnppTransaction {

    private final SnppReplies replies;
    private final SnppCommands commands;

    SnppTransaction(Socket socket) throws IOException {
        replies = new SnppReplies(socket.getInputStream());
        commands = new SnppCommands(socket.getOutputStream());
    }

    Delivery send(String pager, OutgoingPage page, SnppTerminal terminal) throws IOException {
        try {
            replies.expectGreeting();
            if (terminal.level() > 1) {
                introduce(terminal);
                prefer(page.alert().priority());
            }
            must("PAGE", pager);
            message(SnppMessage.of(page, terminal.longest()), terminal.level());
            must("SEND");
            return new Delivery.Accepted(null);
        } catch (SnppRefusal refusal) {
            return refusal.meaning();
        } finally {
            quit();
        }
    }

    private void introduce(SnppTerminal terminal) throws IOException, SnppRefusal {
        if (terminal.login() != null) {
            must("LOGI", terminal.login());
        }
        if (terminal.caller() != null) {
            may("CALL", terminal.caller());
        }
    }

    private void prefer(Priority priority) throws IOException, SnppRefusal {
        if (priority == Priority.HIGH || priority == Priority.UNKNOWN) {
            may("LEVE", "0"); // priority service for the next pager
            may("ALER", "1"); // sound, even if the pager is set to be silent
        }
    }

    private void message(String text, int level) throws IOException, SnppRefusal {
        if (level > 1) {
            commands.say("DATA");
            replies.expect("DATA", SnppReplies.MORE);
            commands.text(text);
            replies.expect("DATA", SnppReplies.OK);
        } else {
            must("MESS", text.replace("\n", " / "));
        }
    }

    private void must(String command, String... argument) throws IOException, SnppRefusal {
        commands.say(command, argument);
        replies.expect(command, SnppReplies.OK);
    }

    /** What a terminal may know but need not: a page does not fail for it, unless the terminal hangs up. */
    private void may(String command, String argument) throws IOException, SnppRefusal {
        commands.say(command, argument);
        replies.expect(command, SnppReplies.OK + SnppReplies.NOT_THIS);
    }

    private void quit() {
        try {
            commands.say("QUIT");
        } catch (IOException e) {
            // what became of the page is known already
        }
    }
}
