package io.ringfence.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP ports on localhost. Those that nobody has chosen lie below the ports that systems give to
 * outgoing connections: else a client that keeps trying to reach a broker that is away could be
 * given its port and, being answered by itself, keep it.
 */
final class Ports {

  private static final int LOWEST = 20_000;
  private static final int FIRST_OF_THE_SYSTEM = 32_768;
  private static final int TRIES = 100;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** The wanted port if nobody listens there, for 0 any free one, in this JVM never the same. */
  static int claim(int wanted) {
    for (int k = 0; wanted == 0 && k < TRIES; k++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, FIRST_OF_THE_SYSTEM);
      if (GIVEN.add(port) && isFree(port)) {
        return port;
      }
    }
    try {
      return bind(wanted);
    } catch (IOException e) {
      throw new BrokerStartException(
          "Port %d on localhost cannot be used (%s); stop what listens there or choose another port, 0 for any free one."
              .formatted(wanted, e.getMessage()),
          e);
    }
  }

  private static boolean isFree(int port) {
    try {
      return bind(port) == port;
    } catch (IOException e) {
      return false;
    }
  }

  /** Listens for a moment, and tells where. */
  private static int bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("localhost"), port));
      return socket.getLocalPort();
    }
  }
}
