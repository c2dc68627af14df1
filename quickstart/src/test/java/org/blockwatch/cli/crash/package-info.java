/**
 * Proof that no crash loses a page and none makes a new one: the applications as processes, killed at every step.
 * In come statements, and the points at which a process is to die.
 * Out goes what a receiver of pages has got, held against what it should have.
 */
@NullMarked
package org.blockwatch.cli.crash;

import org.jspecify.annotations.NullMarked;
