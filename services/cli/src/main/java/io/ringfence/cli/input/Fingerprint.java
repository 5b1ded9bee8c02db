package io.ringfence.cli.input;

import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what a run was about, as 64 hexadecimal digits. */
public final class Fingerprint {
  private final MessageDigest digest;

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "This Java runtime lacks SHA-256, which every one must have.", e);
    }
  }

  /** Of edges, attributes and the region of each node. */
  public static String of(Subgraph graph) {
    Fingerprint print = new Fingerprint();
    print.rows(graph.neighbours());
    if (graph.attributes() instanceof BinaryAttributeMatrix bits) {
      print.rows(bits.ones());
    } else if (graph.attributes() instanceof RealAttributeMatrix real) {
      print.values(real);
    }
    ByteBuffer regions = ByteBuffer.allocate(Integer.BYTES * graph.nodes());
    for (int node = 0; node < graph.nodes(); node++) {
      regions.putInt(graph.region(node));
    }
    print.digest.update(regions.array());
    return HexFormat.of().formatHex(print.digest.digest());
  }

  private void rows(SparseRows rows) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES * (rows.rows() + 2 + rows.entries()))
            .putInt(rows.rows())
            .putInt(rows.width());
    for (int row = 0; row < rows.rows(); row++) {
      bytes.putInt(rows.count(row));
      for (int k = rows.start(row); k < rows.end(row); k++) {
        bytes.putInt(rows.column(k));
      }
    }
    digest.update(bytes.array());
  }

  private void values(RealAttributeMatrix values) {
    ByteBuffer row = ByteBuffer.allocate(Float.BYTES * values.dimension());
    for (int node = 0; node < values.nodes(); node++) {
      row.clear();
      for (int k = 0; k < values.dimension(); k++) {
        row.putFloat(values.value(node, k));
      }
      digest.update(row.array());
    }
  }
}
