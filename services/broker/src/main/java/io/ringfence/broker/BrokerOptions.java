package io.ringfence.broker;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How an {@link EmbeddedBroker} is set up.
 *
 * @param port TCP port on localhost for clients, 0 for any free one
 * @param dataDirectory where the logs are kept between runs; created if missing; if empty, a
 *     temporary folder that is deleted on close
 * @param maxMessageBytes largest record batch that topics accept unless they say otherwise
 * @param security if empty, everybody may do everything
 */
public record BrokerOptions(
    int port,
    Optional<Path> dataDirectory,
    int maxMessageBytes,
    Optional<BrokerSecurity> security) {

  /** Kafka's own limit on a record batch. */
  public static final int DEFAULT_MAX_MESSAGE_BYTES = 1_048_588;

  public BrokerOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "Broker port is %d; it must lie in 0 to 65535, 0 for any free one.".formatted(port));
    }
    if (maxMessageBytes < 1) {
      throw new IllegalArgumentException(
          "Largest message is %d bytes; it must be at least 1.".formatted(maxMessageBytes));
    }
  }

  /** Any free port and a temporary folder. */
  public static BrokerOptions temporary() {
    return new BrokerOptions(0, Optional.empty(), DEFAULT_MAX_MESSAGE_BYTES, Optional.empty());
  }

  /** The same with another port. */
  public BrokerOptions withPort(int other) {
    return new BrokerOptions(other, dataDirectory, maxMessageBytes, security);
  }

  /** The same with data that is kept. */
  public BrokerOptions withDataDirectory(Path directory) {
    return new BrokerOptions(port, Optional.of(directory), maxMessageBytes, security);
  }

  /** The same with another limit on record batches. */
  public BrokerOptions withMaxMessageBytes(int bytes) {
    return new BrokerOptions(port, dataDirectory, bytes, security);
  }

  /** The same with users and rights. */
  public BrokerOptions withSecurity(BrokerSecurity rules) {
    return new BrokerOptions(port, dataDirectory, maxMessageBytes, Optional.of(rules));
  }
}
