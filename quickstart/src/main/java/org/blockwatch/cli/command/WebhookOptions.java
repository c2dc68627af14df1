package org.blockwatch.cli.command;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
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
            names = "--webhook-secret-file",
            paramLabel = "FILE",
            description = "Holds whsec_<base64>, shared with the receiver (default: the environment, WEBHOOK_SECRET or"
                    + " WEBHOOK_SECRET_FILE; else a new one, which is printed).")
    private @Nullable Path secretFile;

    @SuppressWarnings("UnusedVariable") // its converter refuses whatever is given
    @Option(names = "--webhook-secret", hidden = true, converter = GivenSecret.Refused.class)
    private @Nullable String refused;

    private @Nullable String secret;

    private boolean drawn;

    /** Returns the receiver; null if there is none. */
    Applications.@Nullable Webhook receiver() {
        if (url == null) {
            return null;
        }
        if (secret == null) {
            secret = GivenSecret.of("webhook.secret", secretFile).orElse(null);
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
