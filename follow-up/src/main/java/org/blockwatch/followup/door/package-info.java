/**
 * The patients' door: what is reached from the internet.
 *
 * <p>In: requests of browsers, of telephones and of whoever else finds the address.
 *
 * <p>Out: the page, and answers on their way to the clinic.
 */
@NullMarked
package org.blockwatch.followup.door;

import org.jspecify.annotations.NullMarked;
