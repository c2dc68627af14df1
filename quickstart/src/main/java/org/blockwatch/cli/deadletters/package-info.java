/**
 * Works with what the applications have set aside.
 * In: the topic of dead letters, and which of them are meant.
 * Out: what they hold and why they were refused, and the same records once more on the partition of their patient.
 */
@NullMarked
package org.blockwatch.cli.deadletters;

import org.jspecify.annotations.NullMarked;
