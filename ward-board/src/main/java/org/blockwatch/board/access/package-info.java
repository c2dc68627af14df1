/**
 * Who may see and do what.
 *
 * <p>In: cookies, sign-ins, codes of wall screens.
 *
 * <p>Out: a viewer of every request, and a record of what they looked at.
 */
@NullMarked
package org.blockwatch.board.access;

import org.jspecify.annotations.NullMarked;
