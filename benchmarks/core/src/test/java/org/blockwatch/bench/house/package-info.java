/**
 * The rules that the code keeps, held by the build.
 *
 * <p>In: the class files of every module.
 *
 * <p>Out: a failure that names the rule, its reason, and each place that breaks it.
 */
@NullMarked
package org.blockwatch.bench.house;

import org.jspecify.annotations.NullMarked;
