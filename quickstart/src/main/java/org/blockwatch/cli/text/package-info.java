/**
 * Makes text from outside fit to be printed.
 * In: any characters.
 * Out: characters that move no cursor and start no line.
 */
@NullMarked
package org.blockwatch.cli.text;

import org.jspecify.annotations.NullMarked;
