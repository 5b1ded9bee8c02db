package io.ringfence.monitor.events;

import java.time.Duration;

/**
 * What the stream keeps and bears.
 *
 * @param clients at once
 * @param events kept for clients that come back
 * @param bytes kept for clients that come back
 * @param patience how long a client may take nothing before it is cut
 */
public record EventLimits(int clients, int events, long bytes, Duration patience) {}
