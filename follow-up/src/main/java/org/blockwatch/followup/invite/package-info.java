/**
 * Invitations: when one is made, sent, repeated and closed, and the links in them.
 *
 * <p>In: what is due from patients at home, and the clock.
 *
 * <p>Out: invitations on their topic, and signed messages to the hospital's messaging gateway.
 */
@NullMarked
package org.blockwatch.followup.invite;

import org.jspecify.annotations.NullMarked;
