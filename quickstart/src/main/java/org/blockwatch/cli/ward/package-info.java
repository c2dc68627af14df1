/**
 * Holds a simulated ward: patients whose recovery is known, nurses who chart it late, staff who answer pages. Pure.
 * In: a seed, how many patients, when the day begins and how long it is; later, pages.
 * Out: statements and answers, each with the instant at which it arrives at the hospital's bus.
 */
@NullMarked
package org.blockwatch.cli.ward;

import org.jspecify.annotations.NullMarked;
