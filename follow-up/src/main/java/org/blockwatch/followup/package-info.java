/**
 * The process follow-up: asks patients at home how they are, and passes their answers on (docs/follow-up.md).
 *
 * <p>In: settings and the engine's clock.
 *
 * <p>Out: a running service, {@link org.blockwatch.followup.FollowUpApp}, with a door for staff and one for patients.
 */
@NullMarked
package org.blockwatch.followup;

import org.jspecify.annotations.NullMarked;
