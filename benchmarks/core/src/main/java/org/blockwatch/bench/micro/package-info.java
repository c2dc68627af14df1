/**
 * The small parts, measured alone by JMH: rules, folding, codecs, the timer index.
 * In: nothing; each makes the patients that it needs.
 * Out: time per operation.
 */
@NullMarked
package org.blockwatch.bench.micro;

import org.jspecify.annotations.NullMarked;
