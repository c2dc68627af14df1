/**
 * Erases one patient from what a stopped system keeps.
 * In: a patientId, and the topics with the changelogs of streams-app.
 * Out: tombstones where rows are kept for ever, and an account of what stays until its time is over.
 */
@NullMarked
package org.blockwatch.cli.erase;

import org.jspecify.annotations.NullMarked;
