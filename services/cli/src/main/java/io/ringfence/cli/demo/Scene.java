package io.ringfence.cli.demo;

import io.ringfence.graph.GraphUpdate;
import java.time.Duration;

/**
 * One update of the story.
 *
 * @param at when it is sent, from the beginning of the story
 */
record Scene(Act act, Duration at, GraphUpdate update) {}
