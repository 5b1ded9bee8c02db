package io.ringfence.hosting.management;

import io.ringfence.hosting.configuration.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the management port listens, and who may ask beyond health.
 *
 * @param port 0 for any free one
 * @param token opens the port to other machines; without one they are told of health only
 */
public record ManagementAddress(String host, int port, Secret token) {

  /** Whether only this machine, or this container, can reach it. */
  boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
