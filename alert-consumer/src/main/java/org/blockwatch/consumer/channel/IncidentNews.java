package org.blockwatch.consumer.channel;

/**
 * What has become of a page for which a channel keeps an incident open.
 *
 * @param attemptId the idempotency key under which the page was sent
 * @param incident what the channel said it needs to find the incident again
 * @param ended the alert has ended; else a person has taken it on
 */
public record IncidentNews(String attemptId, String incident, boolean ended) {}
