package org.blockwatch.cli.command;

import java.io.PrintStream;
import java.net.URI;
import org.blockwatch.cli.embedded.Applications;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where pages are posted, beside being printed. */
final class WebhookOptions {

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "Post each page there too, signed (Standard Webhooks).")
    private @Nullable URI url;

    @Option(
            names = "--webhook-secret",
            paramLabel = "SECRET",
            description = "whsec_<base64>, shared with the receiver (default: a new one, which is printed).")
    private @Nullable String secret;

    private boolean drawn;

    /** Returns the receiver; null if there is none. */
    Applications.@Nullable Webhook receiver() {
        if (url == null) {
            return null;
        }
        if (secret == null) {
            secret = "whsec_" + RandomSecret.base64();
            drawn = true;
        }
        return new Applications.Webhook(url, secret);
    }

    /** Says where pages go, and the secret if nobody else knows it. */
    void tell(PrintStream out) {
        if (url != null) {
            out.printf("  pages go to      %s%s%n", url, drawn ? "  signed with " + secret : "");
        }
    }
}
