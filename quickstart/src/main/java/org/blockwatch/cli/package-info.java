/**
 * Starts the command line.
 * In: arguments.
 * Out: the exit status of the process.
 */
@NullMarked
package org.blockwatch.cli;

import org.jspecify.annotations.NullMarked;
