/**
 * Holds a real Kafka broker and a real schema registry that run on one machine without installation.
 * In: ports and a folder, or nothing (free ports, a temporary folder).
 * Out: a bootstrap address and a registry address, as any other site would give them.
 */
@NullMarked
package org.blockwatch.cli.embedded;

import org.jspecify.annotations.NullMarked;
