/**
 * FHIR R4 and R5: what resources say of patients, and the door that takes them. It accepts and does not serve.
 *
 * <p>In: resources, bundles and notifications of subscriptions.
 *
 * <p>Out: an {@link org.blockwatch.gateway.intake.Interpretation} of each; OperationOutcomes.
 */
@NullMarked
package org.blockwatch.gateway.fhir;

import org.jspecify.annotations.NullMarked;
