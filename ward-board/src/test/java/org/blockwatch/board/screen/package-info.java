/**
 * Sees that what people fill in is what is charted.
 * In: fields of forms.
 * Out: examinations.
 */
package org.blockwatch.board.screen;
