/**
 * Tests of the registry client, against a peer that fails as it is told.
 *
 * <p>In: settings, and a script of answers.
 *
 * <p>Out: the schema or id, what was asked over the wire, and which of the three errors.
 */
@NullMarked
package org.blockwatch.schemas.registry;

import org.jspecify.annotations.NullMarked;
