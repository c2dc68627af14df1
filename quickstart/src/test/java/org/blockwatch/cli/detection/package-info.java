/**
 * The streams application on a real broker and registry: restarts, outages, garbage.
 * In come statements and accidents. Out goes what staff would have been told.
 */
@NullMarked
package org.blockwatch.cli.detection;

import org.jspecify.annotations.NullMarked;
