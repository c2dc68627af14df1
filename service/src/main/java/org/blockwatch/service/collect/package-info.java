/** Collections that the JDK does not have. */
@NullMarked
package org.blockwatch.service.collect;

import org.jspecify.annotations.NullMarked;
