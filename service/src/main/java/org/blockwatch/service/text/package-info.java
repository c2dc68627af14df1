/**
 * What people write by hand. In come YAML files and lengths of time; out go values, each with the place where it stands, or an
 * error that names line, place, what stands there and what to write instead.
 */
@NullMarked
package org.blockwatch.service.text;

import org.jspecify.annotations.NullMarked;
