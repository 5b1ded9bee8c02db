package io.ringfence.graph.dataset;

import io.ringfence.graph.AttributeMatrix;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.npy.Npy;
import io.ringfence.graph.npy.NpyArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A folder of prepared arrays: {@code adj_indptr, adj_indices, attr_indptr, attr_indices}, and
 * where there {@code labels, attr_shape, split_train, split_val, split_test} (all {@code .npy}).
 * For real attributes {@code attr.npy}, a matrix, comes before the sparse ones, whose values are
 * {@code attr_data.npy}, or 1 without it. The order of the nodes is kept and no node is left out; a
 * node's id is its index.
 */
final class NpyFolderReader {

  private final Path folder;
  private final boolean real;

  private NpyFolderReader(Path folder, boolean real) {
    this.folder = folder;
    this.real = real;
  }

  static boolean fits(Path folder) {
    return Files.exists(folder.resolve("adj_indptr.npy"));
  }

  /**
   * @param real whether attributes are numbers rather than bits
   */
  static Dataset read(Path folder, boolean real) throws IOException {
    return new NpyFolderReader(folder, real).read();
  }

  private Dataset read() throws IOException {
    SparseRows adjacency = matrix("adj", -1, new float[0]).undirected();
    int nodes = adjacency.rows();
    int[] labels = Labels.of(find("labels"), nodes);
    List<String> ids = IntStream.range(0, nodes).mapToObj(String::valueOf).toList();
    return Dataset.of(
        String.valueOf(folder.getFileName()), ids, adjacency, attributes(), labels, split());
  }

  private AttributeMatrix attributes() throws IOException {
    Optional<NpyArray> matrix = real ? find("attr") : Optional.empty();
    if (matrix.isPresent()) {
      return DenseAttributes.of("attr", matrix.get());
    }
    Optional<NpyArray> shape = find("attr_shape");
    int width = shape.isEmpty() ? -1 : width(shape.get().toInts());
    if (!real) {
      return new BinaryAttributeMatrix(matrix("attr", width, new float[0]).ones());
    }
    Optional<NpyArray> data = find("attr_data");
    float[] values = data.isEmpty() ? new float[0] : data.get().toFloats();
    return matrix("attr", width, values).reals();
  }

  private static int width(int[] shape) throws DatasetException {
    if (shape.length != 2 || shape[1] < 0) {
      throw new DatasetException(
          "attr_shape must be (nodes, attributes), it is %s.".formatted(Arrays.toString(shape)));
    }
    return shape[1];
  }

  private CsrArrays matrix(String name, int width, float[] values) throws IOException {
    int[] offsets = need(name + "_indptr").toInts();
    int[] columns = need(name + "_indices").toInts();
    return CsrArrays.of(name, offsets, columns, values, width);
  }

  private Optional<Split> split() throws IOException {
    Optional<NpyArray> train = find("split_train");
    Optional<NpyArray> validation = find("split_val");
    Optional<NpyArray> test = find("split_test");
    if (train.isEmpty() || validation.isEmpty() || test.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Split(list(train.get()), list(validation.get()), list(test.get())));
  }

  private static List<Integer> list(NpyArray array) throws IOException {
    return Arrays.stream(array.toInts()).boxed().toList();
  }

  private NpyArray need(String name) throws IOException {
    return find(name)
        .orElseThrow(
            () -> new DatasetException("%s has no %s.npy; it is needed.".formatted(folder, name)));
  }

  private Optional<NpyArray> find(String name) throws IOException {
    Path file = folder.resolve(name + ".npy");
    return Files.exists(file) ? Optional.of(Npy.read(file)) : Optional.empty();
  }
}
