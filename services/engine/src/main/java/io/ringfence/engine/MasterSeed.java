package io.ringfence.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The root of all noise of a deployment. A live deployment keeps it secret, since whoever knows it
 * and the published records can predict the noise of the next certificate.
 */
public record MasterSeed(long value) {

  /**
   * The seed of a certification: SHA-256 of root, graph, version and number of the epoch, cut to 64
   * bits. A node is certified at most once per version and epoch, so every certification of it
   * draws fresh noise.
   */
  long forCertification(String graphId, long epoch, long version) {
    byte[] id = graphId.getBytes(StandardCharsets.UTF_8);
    ByteBuffer key = ByteBuffer.allocate(3 * Long.BYTES + id.length);
    key.putLong(value).putLong(version).putLong(epoch).put(id);
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key.array())).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "This Java runtime lacks SHA-256, which every one must have.", e);
    }
  }

  @Override
  public String toString() {
    return "MasterSeed[secret]";
  }
}
