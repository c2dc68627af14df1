/**
 * What people see.
 *
 * <p>In: patients and who looks.
 *
 * <p>Out: HTML and pictures, the same with and without script.
 */
@NullMarked
package org.blockwatch.board.screen;

import org.jspecify.annotations.NullMarked;
