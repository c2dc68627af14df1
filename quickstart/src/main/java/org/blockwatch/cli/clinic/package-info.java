/**
 * A simulated clinic: outpatients who go home with a numb back, answer, forget, answer wrongly, telephone; and who looks
 * after them.
 *
 * <p>In: a seed and a time.
 *
 * <p>Out: what is charted, how each patient answers a message, and what each kind of course has cost whom.
 */
@NullMarked
package org.blockwatch.cli.clinic;

import org.jspecify.annotations.NullMarked;
