/**
 * The service itself, wired in one class and started from there.
 *
 * <p>In: settings, maps and the engine's clock.
 *
 * <p>Out: a running {@link org.blockwatch.gateway.Gateway}, which turns HL7 v2 and FHIR into statements.
 */
@NullMarked
package org.blockwatch.gateway;

import org.jspecify.annotations.NullMarked;
