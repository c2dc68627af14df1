package org.blockwatch.clinical;

import org.jspecify.annotations.Nullable;

/**
 * Where the patient lies.
 *
 * @param unit ward or unit, as the sending system names it
 * @param bed bed within the unit
 */
public record Place(@Nullable String unit, @Nullable String bed) {}
