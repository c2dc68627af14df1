/**
 * The story of an alert: who was asked for, who was reached over what, what they answered, and what comes next.
 * In come the records that Kafka still has of it, in any order.
 * Out goes text for those who were paged, or were not, and the records behind each sentence.
 */
@NullMarked
package org.blockwatch.cli.why;

import org.jspecify.annotations.NullMarked;
