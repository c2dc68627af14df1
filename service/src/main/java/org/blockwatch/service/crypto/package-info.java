/** Keyed hashes, in one place. */
@NullMarked
package org.blockwatch.service.crypto;

import org.jspecify.annotations.NullMarked;
