/**
 * What a page is when it leaves the house, under which identity, and whether anyone still needs it.
 *
 * <p>In: page requests of a ladder; transitions of alerts and answers to them.
 *
 * <p>Out: {@link org.blockwatch.consumer.page.OutgoingPage outgoing pages} that name no patient, and the reason why one must not be sent.
 */
@NullMarked
package org.blockwatch.consumer.page;

import org.jspecify.annotations.NullMarked;
