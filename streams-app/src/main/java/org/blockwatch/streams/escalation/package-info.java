/**
 * The ladder that an open alert climbs until a person answers. All is pure but the
 * processor, its store, its meters and the policy's file.
 *
 * <p>In: transitions of alerts, answers of people, what channels said to pages, and time.
 *
 * <p>Out: page requests, and a page event for every decision, also the decision not to page.
 */
@NullMarked
package org.blockwatch.streams.escalation;

import org.jspecify.annotations.NullMarked;
