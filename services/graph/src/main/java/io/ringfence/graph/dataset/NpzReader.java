package io.ringfence.graph.dataset;

import io.ringfence.graph.AttributeMatrix;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.npy.NpyArray;
import io.ringfence.graph.npy.NpzFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The layout of the common citation graphs: {@code adj_matrix} and {@code attr_matrix} as {@code
 * data, indices, indptr, shape}, {@code labels}, and {@code node_names} where it is plain text.
 *
 * <p>Standard preparation: edges undirected, 0/1, no self loops; attributes 1 where not zero; the
 * largest connected component. Real attributes keep their values, and {@code attr_matrix} may be a
 * matrix that is not sparse. Other entries, pickled ones among them, are not touched.
 */
final class NpzReader {

  private NpzReader() {}

  /**
   * @param real whether attributes are numbers rather than bits
   */
  static Dataset read(Path file, boolean real) throws IOException {
    try (NpzFile npz = NpzFile.open(file)) {
      SparseRows adjacency = matrix(npz, "adj_matrix").undirected();
      AttributeMatrix attributes = attributes(npz, real);
      List<String> names = names(npz, adjacency.rows());
      int[] labels = Labels.of(npz.find("labels"), adjacency.rows());
      if (attributes.nodes() != adjacency.rows()) {
        throw new DatasetException(
            "The adjacency has %d rows and the attributes %d; they must be the same nodes."
                .formatted(adjacency.rows(), attributes.nodes()));
      }
      NodeSelection selection = NodeSelection.largestComponent(adjacency);
      List<String> keptNames = new ArrayList<>(selection.size());
      int[] keptLabels = new int[selection.size()];
      for (int node = 0; node < keptLabels.length; node++) {
        keptNames.add(names.get(selection.oldIndex(node)));
        keptLabels[node] = labels[selection.oldIndex(node)];
      }
      return Dataset.of(
          file.getFileName().toString(),
          keptNames,
          selection.among(adjacency),
          selected(selection, attributes),
          keptLabels,
          Optional.empty());
    }
  }

  private static AttributeMatrix attributes(NpzFile npz, boolean real) throws IOException {
    String name = "attr_matrix";
    if (!real) {
      return new BinaryAttributeMatrix(matrix(npz, name).ones());
    }
    return npz.hasReadable(name)
        ? DenseAttributes.of(name, npz.array(name))
        : matrix(npz, name).reals();
  }

  private static AttributeMatrix selected(NodeSelection selection, AttributeMatrix attributes) {
    return attributes instanceof BinaryAttributeMatrix bits
        ? new BinaryAttributeMatrix(selection.rows(bits.ones()))
        : selection.rows((RealAttributeMatrix) attributes);
  }

  private static CsrArrays matrix(NpzFile npz, String name) throws IOException {
    int[] shape = npz.array(name + ".shape").toInts();
    int[] offsets = npz.array(name + ".indptr").toInts();
    if (shape.length != 2 || shape[1] < 0 || (long) shape[0] + 1 != offsets.length) {
      throw new DatasetException(
          "%s.shape does not fit %d row pointers; the file is damaged."
              .formatted(name, offsets.length));
    }
    return CsrArrays.of(
        name,
        offsets,
        npz.array(name + ".indices").toInts(),
        npz.array(name + ".data").toFloats(),
        shape[1]);
  }

  /** Names as they can serve as node ids, without white space around them; else the indices. */
  private static List<String> names(NpzFile npz, int nodes) throws IOException {
    if (npz.hasReadable("node_names")) {
      NpyArray array = npz.array("node_names");
      if (array.isText() && array.size() == nodes) {
        List<String> names = array.toStrings().stream().map(String::strip).toList();
        if (new HashSet<>(names).size() == nodes && names.stream().allMatch(NpzReader::isPlain)) {
          return names;
        }
      }
    }
    return IntStream.range(0, nodes).mapToObj(String::valueOf).toList();
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty() && name.codePoints().noneMatch(Character::isISOControl);
  }
}
