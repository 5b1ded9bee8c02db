package io.ringfence.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on localhost. */
final class Ports {

  private Ports() {}

  /** The wanted port if nobody listens there, for 0 any free one. */
  static int claim(int wanted) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("localhost"), wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerStartException(
          "Port %d on localhost cannot be used (%s); stop what listens there or choose another port, 0 for any free one."
              .formatted(wanted, e.getMessage()),
          e);
    }
  }
}
