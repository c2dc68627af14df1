/**
 * The house rules of the code, for the architecture test of every module (this module's test-jar).
 *
 * <p>In: a class of the module to look at.
 *
 * <p>Out: a failure that names the rule, the reason for it, and each place that breaks it.
 */
@NullMarked
package org.blockwatch.house;

import org.jspecify.annotations.NullMarked;
