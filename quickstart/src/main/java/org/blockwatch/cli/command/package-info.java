/**
 * Holds the command line: a demonstration, the pipeline on this machine, publishing, replay, and each app by itself.
 * In: arguments, lines of plain JSON, a terminal.
 * Out: what people read on stdout, reasons on stderr, an exit status.
 */
@NullMarked
package org.blockwatch.cli.command;

import org.jspecify.annotations.NullMarked;
