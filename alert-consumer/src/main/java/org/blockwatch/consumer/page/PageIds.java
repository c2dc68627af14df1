package org.blockwatch.consumer.page;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Objects;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.service.crypto.Hmac;
import org.jspecify.annotations.Nullable;

/**
 * Makes the identities under which pages leave. They stay the same when the same page is tried again, and say nothing
 * about the patient.
 *
 * <p>An attempt id is made of the page (patient, alert, tier and step of the ladder), its recipient, the channel and the
 * address, and <em>not</em> of the number of the try: a receiver that got a page whose answer was lost must see the next
 * try as the same page. A page that the ladder repeats on purpose has a step of its own, so it has another id.
 *
 * <p>An alertId may hold a patientId ({@code implicit:<patientId>/...}). A plain hash of it could be undone by trying
 * all record numbers, so ids are keyed hashes (HMAC-SHA256, 144 bits). Every instance needs the same key, and a change
 * of key changes the ids of pages that are under way.
 */
public final class PageIds {

    /** The key where the site has none: for ids that leave the house nowhere, and need only be the same again. */
    public static final String HOUSE_KEY = "blockwatch";

    private static final String NEWS = "news_";
    private static final int BYTES = 18;
    private static final String SEPARATOR = "\u001f"; // ends a part, so that no two lists of parts read the same

    private final byte[] key;

    /** Makes ids under a key that the receivers of pages do not have; not empty. */
    public PageIds(byte[] key) {
        this.key = key.clone();
    }

    /**
     * Returns the idempotency key of a page to one recipient over one of their ways: letters, digits, {@code -} and
     * {@code _}.
     *
     * @param recipient as the roster identifies them; without a roster the page's {@link #roles}
     * @param address null: the channel has one place for all
     */
    public String attempt(PageKey page, String recipient, String channel, @Nullable String address) {
        return "page_"
                + opaque(
                        "attempt",
                        page.patientId(),
                        page.pageId(),
                        recipient,
                        channel,
                        Objects.requireNonNullElse(address, ""));
    }

    /** Returns the attempt id of release 0.2.0, under which it opened incidents that may still have to be closed. */
    public String attemptOfRelease2(String pageId, String recipient, String channel) {
        return "page_" + opaque("attempt", pageId, recipient, channel);
    }

    /** Returns the identity of every link by which this recipient answers this page. */
    public String link(PageKey page, String recipient) {
        return "page_" + opaque("link", page.patientId(), page.pageId(), recipient);
    }

    /** Returns the identity of telling a channel what became of a page, which is not that of the page itself. */
    public String news(String attemptId, PageReason what) {
        return NEWS + opaque("news", attemptId, what.name());
    }

    /** Returns whether an identity is one of {@link #news}. */
    public static boolean isNews(String id) {
        return id.startsWith(NEWS);
    }

    /** Returns the idempotency key of the one message in which these pages leave together: the same for the same pages. */
    public String bundle(Collection<OutgoingPage> pages) {
        return "bundle_"
                + opaque(
                        "bundle",
                        pages.stream().map(OutgoingPage::attemptId).sorted().toArray(String[]::new));
    }

    /** Returns an opaque name of an alert. */
    public String alert(AlertKey alert) {
        return "alert_" + opaque("alert", alert.patientId(), alert.alertId());
    }

    /** Returns whom the page is for, in words: its roles stand for people where no roster says who holds them. */
    public static String roles(PageRequest page) {
        return String.join(", ", page.getRoles());
    }

    private String opaque(String kind, String... parts) {
        byte[] hash = Hmac.sha256(key, kind + SEPARATOR + String.join(SEPARATOR, parts));
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
    }
}
