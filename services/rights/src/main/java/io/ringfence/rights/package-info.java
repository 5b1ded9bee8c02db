/**
 * Who needs which right at Kafka ({@link io.ringfence.rights.Role}), which of them are missing
 * ({@link io.ringfence.rights.RightsCheck}), and what is said when Kafka refuses ({@link
 * io.ringfence.rights.Refusal}). Knows Kafka's client and nothing else.
 */
@NullMarked
package io.ringfence.rights;

import org.jspecify.annotations.NullMarked;
