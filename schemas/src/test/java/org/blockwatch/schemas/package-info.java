/**
 * Tests of the contract: its schemas, and each of its forms in bytes and text.
 *
 * <p>In: {@link org.blockwatch.schemas.AnyRecord random records} of every schema, and a {@link
 * org.blockwatch.schemas.ScriptedRegistry registry} that can be told to fail.
 *
 * <p>Out: what each form promises, or the example that breaks it.
 */
@NullMarked
package org.blockwatch.schemas;

import org.jspecify.annotations.NullMarked;
