package org.blockwatch.consumer.channel.webhook;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.blockwatch.consumer.channel.Channel;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.Fence;
import org.blockwatch.consumer.channel.http.HttpSender;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.service.webhook.WebhookSecret;
import org.blockwatch.service.webhook.WebhookSigner;

/** Pages by HTTP POST, signed as Standard Webhooks 1.0.0 has it. A page is accepted once a 2xx status has come. */
public final class WebhookChannel implements Channel {

    private static final String NAME = "webhook";

    private final WebhookSigner signer;
    private final InstantSource wall;
    private final HttpSender sender;

    /**
     * A channel to one receiver.
     *
     * @param secrets one, or several while receivers change over
     * @param wall the wall clock: receivers refuse a timestamp that is five minutes off theirs, so engine time, which may
     *     run faster, does not serve
     * @param sender to the receiver; the channel's own, to be closed with it
     */
    public WebhookChannel(List<WebhookSecret> secrets, InstantSource wall, HttpSender sender) {
        this.signer = new WebhookSigner(secrets);
        this.wall = wall;
        this.sender = sender;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Delivery send(OutgoingPage page) throws InterruptedException {
        return send(page, Fence.OPEN);
    }

    @Override
    public Delivery send(OutgoingPage page, Fence fence) throws InterruptedException {
        byte[] body = WebhookBody.of(page);
        long sentAt = wall.instant().getEpochSecond();
        Map<String, String> headers = Map.of(
                "content-type", "application/json",
                "webhook-id", page.attemptId(),
                "webhook-timestamp", Long.toString(sentAt),
                "webhook-signature", signer.sign(page.attemptId(), sentAt, body));
        return sender.post(headers, body, new Delivery.Accepted(null), fence);
    }

    @Override
    public void close() {
        sender.close();
    }
}
