/**
 * Watches the watcher: synthetic patients go the whole way every minute, an auditor looks whether every ladder does what
 * it has promised, and only while both find nothing wrong an outside dead-man switch hears so.
 *
 * <p>In: what is written on the topics of alerts, answers and page events.
 *
 * <p>Out: statements about synthetic patients, violations, and the ping whose absence is the alarm.
 */
@NullMarked
package org.blockwatch.consumer.watch;

import org.jspecify.annotations.NullMarked;
