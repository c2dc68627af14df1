/**
 * The HTTP server of a process: health, metrics and the endpoints that an application adds.
 *
 * <p>In: HTTP settings and endpoints.
 *
 * <p>Out: a running server with limits, TLS and safe headers.
 */
@NullMarked
package org.blockwatch.service.http;

import org.jspecify.annotations.NullMarked;
