package org.blockwatch.consumer.answer;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The links of a site.
 *
 * @param seal proves that a token was made here
 * @param base where links lead, and forms come from; null where this instance makes none
 */
record SealedLinks(LinkSeal seal, @Nullable URI base) {}
