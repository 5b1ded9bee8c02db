package io.ringfence.graph.dataset;

import io.ringfence.graph.npy.NpyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads datasets. */
public final class Datasets {

  private Datasets() {}

  /**
   * Reads what is at a path, by what it is:
   *
   * <ul>
   *   <li>a file {@code *.npz}: arrays {@code adj_matrix.*}, {@code attr_matrix.*}, {@code labels},
   *       brought to the standard form (undirected, 0/1, largest connected component);
   *   <li>a folder with {@code adj_indptr.npy}: prepared arrays, order of nodes kept;
   *   <li>a folder with {@code edges.csv} and {@code nodes.csv}, or the {@code edges.csv} itself:
   *       {@code edges.csv} has the columns {@code source,target}; {@code nodes.csv} has {@code
   *       id}, {@code label} (may be missing or empty), and either one column {@code attributes}
   *       with the indices of the ones separated by spaces (named {@code attributes:500} if there
   *       are 500, else the largest index decides) or one column per attribute (binary if all
   *       values are 0 or 1, else real). Direction, duplicates and self loops of edges do not
   *       matter, the order of nodes is kept. At most a million nodes, ten million edges, four
   *       million characters a line, and files of an eighth of the heap.
   * </ul>
   *
   * @throws DatasetException if it is none of these, or damaged; nothing in it is ever executed
   * @throws IOException if it cannot be read
   */
  public static Dataset read(Path path) throws IOException {
    return read(path, false);
  }

  /**
   * Reads the same files with their attributes as real numbers:
   *
   * <ul>
   *   <li>{@code *.npz}: the values of {@code attr_matrix}, sparse as above or one matrix; the
   *       graph is prepared as above;
   *   <li>a folder of arrays: {@code attr.npy} (one row per node), else the sparse attributes with
   *       the values of {@code attr_data.npy}, which are 1 without it;
   *   <li>CSV: as above, and real even if all values are 0 or 1.
   * </ul>
   *
   * <p>All numbers are kept, zeros too: 4 bytes per node and attribute, at most a quarter of the
   * heap.
   *
   * @throws DatasetException if it is none of these, damaged, or a value is not finite
   * @throws IOException if it cannot be read
   */
  public static Dataset readReal(Path path) throws IOException {
    return read(path, true);
  }

  private static Dataset read(Path path, boolean real) throws IOException {
    try {
      return readAny(path, real);
    } catch (NpyException | IllegalArgumentException | ArithmeticException e) {
      throw new DatasetException("Dataset %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static Dataset readAny(Path path, boolean real) throws IOException {
    if (!Files.exists(path)) {
      throw new DatasetException(
          "Dataset %s does not exist; check the path.".formatted(path.toAbsolutePath()));
    }
    String name = String.valueOf(path.getFileName());
    if (Files.isDirectory(path)) {
      return readFolder(path, real);
    } else if (name.endsWith(".npz")) {
      return NpzReader.read(path, real);
    } else if (name.equals("edges.csv")) {
      return CsvReader.read(path.resolveSibling("nodes.csv"), path, real);
    }
    throw new DatasetException(
        "Dataset %s is of no known kind; give an .npz file, a folder of .npy arrays or a folder with edges.csv and nodes.csv."
            .formatted(path));
  }

  private static Dataset readFolder(Path folder, boolean real) throws IOException {
    if (NpyFolderReader.fits(folder)) {
      return NpyFolderReader.read(folder, real);
    } else if (Files.exists(folder.resolve("edges.csv"))) {
      return CsvReader.read(folder.resolve("nodes.csv"), folder.resolve("edges.csv"), real);
    }
    throw new DatasetException(
        "Folder %s has neither adj_indptr.npy nor edges.csv; it holds no dataset that is understood."
            .formatted(folder));
  }
}
