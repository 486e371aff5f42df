package org.sanad.api.platform.outbox;

import java.util.UUID;

/**
 * A piece of news.
 *
 * @param position its place in the one order that all nodes see; rises by commit, without repeats
 * @param payload JSON, as it was written
 */
public record Item(long position, String topic, UUID aggregateId, String payload) {}
