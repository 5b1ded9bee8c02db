package io.ringfence.graph.dataset;

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
 * The order of the nodes is kept and no node is left out; a node's id is its index.
 */
final class NpyFolderReader {

  private final Path folder;

  private NpyFolderReader(Path folder) {
    this.folder = folder;
  }

  static boolean fits(Path folder) {
    return Files.exists(folder.resolve("adj_indptr.npy"));
  }

  static Dataset read(Path folder) throws IOException {
    return new NpyFolderReader(folder).read();
  }

  private Dataset read() throws IOException {
    SparseRows adjacency = matrix("adj", -1).undirected();
    int nodes = adjacency.rows();
    Optional<NpyArray> shape = find("attr_shape");
    int width = shape.isEmpty() ? -1 : width(shape.get().toInts());
    SparseRows attributes = matrix("attr", width).ones();
    int[] labels = Labels.of(find("labels"), nodes);
    List<String> ids = IntStream.range(0, nodes).mapToObj(String::valueOf).toList();
    return Dataset.of(
        String.valueOf(folder.getFileName()),
        ids,
        adjacency,
        new BinaryAttributeMatrix(attributes),
        labels,
        split());
  }

  private static int width(int[] shape) throws DatasetException {
    if (shape.length != 2 || shape[1] < 0) {
      throw new DatasetException(
          "attr_shape must be (nodes, attributes), it is %s.".formatted(Arrays.toString(shape)));
    }
    return shape[1];
  }

  private CsrArrays matrix(String name, int width) throws IOException {
    int[] offsets = need(name + "_indptr").toInts();
    int[] columns = need(name + "_indices").toInts();
    return CsrArrays.of(name, offsets, columns, new float[0], width);
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
