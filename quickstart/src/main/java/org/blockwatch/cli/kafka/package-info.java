/**
 * Reads and writes the topics of a running system as any outsider may: it joins no group and commits no offset.
 * In: client settings, records of the contract.
 * Out: records published, records read.
 */
@NullMarked
package org.blockwatch.cli.kafka;

import org.jspecify.annotations.NullMarked;
