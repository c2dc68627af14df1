/**
 * Tests of follow-up on a real broker: who is asked, what arrives, what happens when a step fails.
 *
 * <p>In: follow-ups as streams-app tells of them.
 *
 * <p>Out: nothing but verdicts.
 */
@NullMarked
package org.blockwatch.cli.followup;

import org.jspecify.annotations.NullMarked;
