/**
 * Who is to be reached for a role, and over what.
 *
 * <p>In: the site's roster; the roles of a page, its unit and an instant.
 *
 * <p>Out: {@link org.blockwatch.consumer.roster.Recipient recipients}, each with the ways to reach them, in order.
 */
@NullMarked
package org.blockwatch.consumer.roster;

import org.jspecify.annotations.NullMarked;
