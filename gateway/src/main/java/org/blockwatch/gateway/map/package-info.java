/**
 * The site's word on what a source's codes mean: one signed file for each source. Nothing is guessed by the names of things.
 *
 * <p>In: YAML files, and lists of standard codes that come with Blockwatch.
 *
 * <p>Out: {@link org.blockwatch.gateway.map.SourceMap maps}.
 */
@NullMarked
package org.blockwatch.gateway.map;

import org.jspecify.annotations.NullMarked;
