package org.blockwatch.consumer.page;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;

/**
 * The identities under which pages leave. They must stay the same when the same page is tried again, and must say
 * nothing about the patient.
 *
 * <p>An attempt id is made of the page (alert, tier and step of the ladder), its recipient and the channel, and
 * <em>not</em> of the number of the try: a receiver that got a page whose answer was lost must see the next try as the
 * same page. A page that the ladder repeats on purpose has a step of its own, so it has another id.
 *
 * <p>An alertId may hold a patientId ({@code implicit:<patientId>/...}). A plain hash of it could be undone by trying
 * all record numbers, so ids are keyed hashes (HMAC-SHA256, 144 bits). Every instance needs the same key, and a change
 * of key changes the ids of pages that are under way.
 */
public final class PageIds {

    /** The key where the site has none: for ids that leave the house nowhere, and need only be the same again. */
    public static final String HOUSE_KEY = "blockwatch";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String NEWS = "news_";
    private static final int BYTES = 18;
    private static final String SEPARATOR = "\u001f"; // ends a part, so that no two lists of parts read the same

    private final SecretKeySpec key;

    /** Ids under a key that the receivers of pages do not have; not empty. */
    public PageIds(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * The idempotency key of a page to one recipient over one channel: letters, digits, {@code -} and {@code _}.
     *
     * @param recipient as the roster identifies them; without a roster the page's {@link #roles}
     */
    public String attempt(String pageId, String recipient, String channel) {
        return "page_" + opaque("attempt", pageId, recipient, channel);
    }

    /** The identity of telling a channel what became of such a page, which is not that of the page itself. */
    public String news(String pageId, String recipient, String channel, PageReason what) {
        return NEWS + opaque("news", pageId, recipient, channel, what.name());
    }

    /** Whether an identity is one of {@link #news}. */
    public static boolean isNews(String id) {
        return id.startsWith(NEWS);
    }

    /** The idempotency key of the one message in which these pages leave together: the same for the same pages. */
    public String bundle(Collection<OutgoingPage> pages) {
        return "bundle_"
                + opaque(
                        "bundle",
                        pages.stream().map(OutgoingPage::attemptId).sorted().toArray(String[]::new));
    }

    /** An opaque name of an alert. */
    public String alert(String alertId) {
        return "alert_" + opaque("alert", alertId);
    }

    /** Whom the page is for, in words: its roles stand for people where no roster says who holds them. */
    public static String roles(PageRequest page) {
        return String.join(", ", page.getRoles());
    }

    private String opaque(String kind, String... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash =
                    mac.doFinal((kind + SEPARATOR + String.join(SEPARATOR, parts)).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
