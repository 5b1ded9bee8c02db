package io.ringfence.stream;

/**
 * What {@link TopicCheck} found.
 *
 * @param partitions of the input and of every topic that is written side by side with it
 * @param deadLetterBytes largest record batch that the topic of dead letters takes
 */
public record TopicFacts(int partitions, int deadLetterBytes) {}
