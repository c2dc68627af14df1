/**
 * Pages on a terminal: for a demonstration, and for a person who watches.
 *
 * <p>In: outgoing pages.
 *
 * <p>Out: lines as staff would read them.
 */
@NullMarked
package org.blockwatch.consumer.channel.console;

import org.jspecify.annotations.NullMarked;
