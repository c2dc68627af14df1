/**
 * Answers of patients on their way from the page to the topic of assessments.
 *
 * <p>In: answers, and links that they came through.
 *
 * <p>Out: assessments; files on disk for as long as Kafka is away.
 */
@NullMarked
package org.blockwatch.followup.answer;

import org.jspecify.annotations.NullMarked;
