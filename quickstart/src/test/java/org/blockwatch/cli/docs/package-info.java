/**
 * The pages of the project, held to the project: every reference leads somewhere, and the prose keeps its form.
 *
 * <p>In: every text file of the source tree.
 *
 * <p>Out: a line for each fault, with file, line and what is wrong.
 */
@NullMarked
package org.blockwatch.cli.docs;

import org.jspecify.annotations.NullMarked;
