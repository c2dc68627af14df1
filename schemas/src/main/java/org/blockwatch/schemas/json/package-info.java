/**
 * Plain JSON both ways, driven by nothing but a record's Avro schema.
 *
 * <p>In comes a JSON tree or a record; out goes a record or a line of JSON, or an error that names the path
 * ({@code exam.motor[2].grade}), what was expected there and what was found.
 */
@NullMarked
package org.blockwatch.schemas.json;

import org.jspecify.annotations.NullMarked;
