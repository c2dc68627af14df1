/**
 * The files of a site: protocols and policies, read strictly.
 *
 * <p>In: YAML.
 *
 * <p>Out: checked protocols and policies, or errors that name the place.
 */
@NullMarked
package org.blockwatch.streams.site;

import org.jspecify.annotations.NullMarked;
