package io.ringfence.integration.poison;

import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One record and what its construction says of its fate.
 *
 * @param kind how it was made
 * @param fate reasons of which one must be that of its dead letter, empty if it must be taken;
 *     absent if only a judge can tell
 */
record PoisonCase(
    int number, String kind, Optional<Set<String>> fate, ProducerRecord<byte[], byte[]> record) {

  private static final int LONGEST_SHOWN = 6_000;

  /** Everything that is needed to send it again. */
  String shown() {
    String headers =
        String.join(
            ", ",
            StreamSupport.stream(record.headers().spliterator(), false)
                .map(PoisonCase::shown)
                .toList());
    return "case %d (%s): partition %s, key %s, headers [%s], value %s"
        .formatted(
            number, kind, record.partition(), shown(record.key()), headers, shown(record.value()));
  }

  private static String shown(Header header) {
    return header.key() + "=" + shown(header.value());
  }

  private static String shown(byte @Nullable [] bytes) {
    if (bytes == null) {
      return "null";
    }
    String text = Base64.getEncoder().encodeToString(bytes);
    return "base64:"
        + (text.length() <= LONGEST_SHOWN
            ? text
            : text.substring(0, LONGEST_SHOWN) + "… (" + bytes.length + " bytes)");
  }
}
