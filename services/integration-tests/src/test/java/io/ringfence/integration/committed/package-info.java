/**
 * What a stranger can see of a certifier: the topics as a reader of committed records sees them,
 * the transactions that they were written in, and a graph by the letter of the contract. Nothing
 * here imports the product's graph, session or codecs.
 */
@NullMarked
package io.ringfence.integration.committed;

import org.jspecify.annotations.NullMarked;
