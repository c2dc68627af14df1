/**
 * What is measured, said once: the name, labels and meaning of every measure, and how it comes into a registry.
 *
 * <p>In: definitions, which stand beside what they measure.
 *
 * <p>Out: meters in a Micrometer registry, and the catalogue that docs/metrics.md is written from.
 */
@NullMarked
package org.blockwatch.service.meter;

import org.jspecify.annotations.NullMarked;
