package org.blockwatch.consumer.page;

import java.net.URI;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.PageRequest;
import org.jspecify.annotations.Nullable;

/** Makes the links by which people answer pages. Asked by any thread, just before a page leaves. */
@FunctionalInterface
public interface Links {

    /** Answers are not taken by link. */
    Links NONE = (recipient, page) -> null;

    /**
     * Returns where this recipient sees and answers this page.
     *
     * @return null: nowhere
     */
    @Nullable
    URI link(Recipient recipient, PageRequest page);
}
