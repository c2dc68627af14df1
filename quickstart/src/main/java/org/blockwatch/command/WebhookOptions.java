package org.blockwatch.command;

import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where pages are posted, beside being printed. */
final class WebhookOptions {

    private static final int SECRET_BYTES = 32;

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

    /** Null if there is none. */
    Apps.@Nullable Webhook receiver() {
        if (url == null) {
            return null;
        }
        if (secret == null) {
            var bytes = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(bytes);
            secret = "whsec_" + Base64.getEncoder().encodeToString(bytes);
            drawn = true;
        }
        return new Apps.Webhook(url, secret);
    }

    /** Says where pages go, and the secret if nobody else knows it. */
    void tell(PrintStream out) {
        if (url != null) {
            out.printf("  pages go to      %s%s%n", url, drawn ? "  signed with " + secret : "");
        }
    }
}
