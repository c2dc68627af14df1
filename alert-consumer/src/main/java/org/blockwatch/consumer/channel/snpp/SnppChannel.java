package org.blockwatch.consumer.channel.snpp;

import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.tcp.TcpConversations;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.event.PageOutcome;

/**
 * Pages by SNPP (RFC 1861). The protocol has no idempotency key, so a page that may have arrived before says
 * {@code (repeat)}; and it has no encryption.
 */
public final class SnppChannel implements Channel {

    private final SnppTerminal terminal;
    private final TcpConversations conversations;

    /**
     * A channel to a paging terminal.
     *
     * @param conversations the channel's own, to be closed with it
     */
    public SnppChannel(SnppTerminal terminal, TcpConversations conversations) {
        this.terminal = terminal;
        this.conversations = conversations;
    }

    @Override
    public String name() {
        return "snpp";
    }

    @Override
    public Delivery send(OutgoingPage page) throws InterruptedException {
        String pager =
                page.to().address() == null ? terminal.pager() : page.to().address();
        if (pager == null) {
            return new Delivery.Undeliverable(
                    PageOutcome.REJECTED, "neither the roster nor snpp.pager says which pager");
        }
        if (!pager.matches("[!-~]+")) { // a space or a line end would begin something else than a pager's number
            return new Delivery.Undeliverable(PageOutcome.REJECTED, "the address is not the number of a pager");
        }
        return conversations.hold(socket -> new SnppTransaction(socket).send(pager, page, terminal));
    }

    @Override
    public void close() {
        conversations.close();
    }
}
