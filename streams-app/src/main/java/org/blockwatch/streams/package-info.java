/**
 * The streams application: detection and escalation wired as one topology, started and stopped.
 * In come settings, and the topics of statements, answers and page events.
 * Out go the topics of alerts, pages, board views and dead letters, and the application's health and metrics.
 */
@NullMarked
package org.blockwatch.streams;

import org.jspecify.annotations.NullMarked;
