/**
 * How recovery, alerts and follow-up went, for a clinic's quality meeting.
 *
 * <p>In: statements, alert transitions and answers.
 *
 * <p>Out: a page and a table of numbers in which nobody can be recognised.
 */
@NullMarked
package org.blockwatch.cli.report;

import org.jspecify.annotations.NullMarked;
