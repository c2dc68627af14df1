/**
 * Who may do what on the Kafka cluster.
 *
 * <p>In: the names under which a site runs the applications.
 *
 * <p>Out: for every role the least that it needs, as Kafka's ACLs, as a table, and as commands.
 */
@NullMarked
package org.blockwatch.cli.access;

import org.jspecify.annotations.NullMarked;
