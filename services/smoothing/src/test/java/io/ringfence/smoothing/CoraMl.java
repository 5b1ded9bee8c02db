package io.ringfence.smoothing;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The prepared citation graph and the reference models of shared/data/vectors/cora_ml. */
final class CoraMl {

  static final int NODES = 2810;
  static final int ATTRIBUTES = 2879;

  private CoraMl() {}

  static Subgraph graph() {
    return graph("attr");
  }

  /** The graph with the attributes of {@code <prefix>_indptr} and {@code <prefix>_indices}. */
  static Subgraph graph(String prefix) {
    int[] shape = {NODES, ATTRIBUTES};
    SparseRows adjacency = SparseRows.owning(ints("adj_indptr"), ints("adj_indices"), shape[0]);
    SparseRows attributes =
        SparseRows.owning(ints(prefix + "_indptr"), ints(prefix + "_indices"), shape[1]);
    return Graphs.whole(adjacency, attributes, ints("metis5_labels"));
  }

  /** Noise by the rank of each METIS region: p⁺ = 0.01, p⁻ from 0.6 to 0.95. */
  static BinaryNoiseSchedule schedule() {
    int[] rank = ints("metis5_rank");
    List<List<NoiseLevel>> rows = new ArrayList<>();
    for (int c = 0; c < 5; c++) {
      List<NoiseLevel> row = new ArrayList<>();
      for (int j = 0; j < 5; j++) {
        row.add(NoiseLevel.of(0.01, 0.6 + rank[c * 5 + j] * 0.35 / 4));
      }
      rows.add(row);
    }
    return BinaryNoiseSchedule.of(rows);
  }

  static Model gcn() {
    return new GcnModel(
        List.of(
            DenseLayer.of(weights("GCN_W1", 2879, 64)),
            new DenseLayer(weights("GCN_W2", 64, 7), Optional.of(weights("GCN_b2", 1, 7)))));
  }

  static Model appnp() {
    return new AppnpModel(
        DenseLayer.of(weights("APPNP_W1", 2879, 64)),
        DenseLayer.of(weights("APPNP_W2", 64, 7)),
        10,
        0.15);
  }

  static WeightMatrix weights(String name, int rows, int columns) {
    return WeightMatrix.owning(floats(name), rows, columns);
  }

  static List<Integer> all(int count) {
    return LongStream.range(0, count).mapToObj(i -> (int) i).toList();
  }

  static float[] floats(String name) {
    ByteBuffer data = npy(name, "'<f4'");
    float[] values = new float[data.remaining() / 4];
    data.asFloatBuffer().get(values);
    return values;
  }

  static int[] ints(String name) {
    ByteBuffer data = npy(name, "'<i4'");
    int[] values = new int[data.remaining() / 4];
    data.asIntBuffer().get(values);
    return values;
  }

  private static ByteBuffer npy(String name, String type) {
    try {
      byte[] bytes = Files.readAllBytes(SharedData.file("vectors/cora_ml/" + name + ".npy"));
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int header = buffer.getShort(8) & 0xFFFF;
      String text = new String(bytes, 10, header, StandardCharsets.US_ASCII);
      if (!text.contains(type) || text.contains("True")) {
        throw new IllegalStateException(name + " has header " + text);
      }
      return buffer.position(10 + header).slice().order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
