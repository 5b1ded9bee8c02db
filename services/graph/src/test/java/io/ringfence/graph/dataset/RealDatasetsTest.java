package io.ringfence.graph.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributes;
import io.ringfence.graph.SharedData;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.npy.Npy;
import io.ringfence.graph.npy.NpyArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes of the same files, read as numbers. */
class RealDatasetsTest {

  private final Path folder;

  RealDatasetsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Three nodes, 0 - 1 - 2, and a fourth apart from them. */
  private static Map<String, NpyArray> arrays(String adjacency, String attributes) {
    Map<String, NpyArray> arrays = new TreeMap<>();
    arrays.put(adjacency + "indptr", NpyArray.of(new int[] {0, 1, 3, 4, 4}, 5));
    arrays.put(adjacency + "indices", NpyArray.of(new int[] {1, 0, 2, 1}, 4));
    arrays.put(attributes + "indptr", NpyArray.of(new int[] {0, 2, 2, 4, 5}, 5));
    arrays.put(attributes + "indices", NpyArray.of(new int[] {2, 0, 1, 1, 0}, 5));
    arrays.put(attributes + "data", NpyArray.of(new double[] {0.5, -2, 1, 0.25, 9}, 5));
    arrays.put(attributes + "shape", NpyArray.of(new long[] {4, 3}, 2));
    return arrays;
  }

  private Path npz(Map<String, NpyArray> arrays) throws IOException {
    Path file = folder.resolve("graph.npz");
    try (OutputStream bytes = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
        Path single = folder.resolve("single.npy");
        Npy.write(single, array.getValue());
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(Files.readAllBytes(single));
        zip.closeEntry();
      }
    }
    return file;
  }

  private static Map<String, NpyArray> archive() {
    Map<String, NpyArray> arrays = arrays("adj_matrix.", "attr_matrix.");
    arrays.put("adj_matrix.data", NpyArray.of(new float[] {1, 1, 1, 1}, 4));
    arrays.put("adj_matrix.shape", NpyArray.of(new long[] {4, 4}, 2));
    return arrays;
  }

  private Path folderOf(Map<String, NpyArray> arrays) throws IOException {
    for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
      Npy.write(folder.resolve(array.getKey() + ".npy"), array.getValue());
    }
    return folder;
  }

  private static RealAttributes values(float... values) {
    List<Float> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return new RealAttributes(list);
  }

  @Test
  void anArchiveKeepsItsValuesAndItsLargestComponent() throws IOException {
    Path file = npz(archive());
    Dataset real = Datasets.readReal(file);

    assertThat(real.nodes()).isEqualTo(3);
    assertThat(real.attributeSpec()).isEqualTo(new AttributeSpec(AttributeSpec.Kind.REAL, 3));
    assertThat(real.attributesOf(0)).isEqualTo(values(-2, 0, 0.5f));
    assertThat(real.attributesOf(1)).isEqualTo(values(0, 0, 0));
    assertThat(real.attributesOf(2)).as("entries at one place").isEqualTo(values(0, 1.25f, 0));
    assertThat(real.adjacency()).isEqualTo(Datasets.read(file).adjacency());
    assertThat(Datasets.read(file).attributes()).isInstanceOf(BinaryAttributeMatrix.class);
  }

  @Test
  void anArchiveMayHoldOneMatrixOfAttributes() throws IOException {
    Map<String, NpyArray> arrays = archive();
    arrays.keySet().removeIf(key -> key.startsWith("attr_matrix."));
    arrays.put("attr_matrix", NpyArray.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 2));

    assertThat(Datasets.readReal(npz(arrays)).attributesOf(2)).isEqualTo(values(5, 6));
  }

  @Test
  void aFolderHasSparseValuesOnesOrAMatrix() throws IOException {
    Map<String, NpyArray> arrays = arrays("adj_", "attr_");
    Dataset sparse = Datasets.readReal(folderOf(arrays));
    assertThat(sparse.nodes()).isEqualTo(4);
    assertThat(sparse.attributesOf(0)).isEqualTo(values(-2, 0, 0.5f));

    Files.delete(folder.resolve("attr_data.npy"));
    assertThat(Datasets.readReal(folder).attributesOf(0)).isEqualTo(values(1, 0, 1));

    Npy.write(
        folder.resolve("attr.npy"), NpyArray.of(new double[] {1, 2, 3, 4, 5, 6, 7, 0.5}, 4, 2));
    assertThat(Datasets.readReal(folder).attributesOf(3)).isEqualTo(values(7, 0.5f));
    assertThat(Datasets.read(folder).attributes()).isInstanceOf(BinaryAttributeMatrix.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id,p,q\na,1,0\nb,0,1\n", "id,attributes:2\na,0\nb,1\n"})
  void csvOfBitsIsRealIfAskedFor(String nodes) throws IOException {
    Files.writeString(folder.resolve("nodes.csv"), nodes);
    Files.writeString(folder.resolve("edges.csv"), "source,target\na,b\n");

    assertThat(Datasets.readReal(folder).attributesOf(0)).isEqualTo(values(1, 0));
    assertThat(Datasets.readReal(folder.resolve("edges.csv")).attributesOf(1))
        .isEqualTo(values(0, 1));
  }

  @Test
  void theCitationGraphHasOnesWhereItsBitsAre() throws IOException {
    Path vectors = SharedData.require("vectors/cora_ml");
    SparseRows ones = ((BinaryAttributeMatrix) Datasets.read(vectors).attributes()).ones();
    Dataset real = Datasets.readReal(vectors);

    List<Float> row = ((RealAttributes) real.attributesOf(17)).values();
    assertThat(row).hasSize(ones.width());
    for (int d = 0; d < ones.width(); d++) {
      assertThat(row.get(d)).isEqualTo(ones.contains(17, d) ? 1f : 0f);
    }
  }

  @Test
  void valuesThatAreNotFiniteAreRefusedWithTheirPlace() throws IOException {
    Map<String, NpyArray> arrays = archive();
    arrays.put("attr_matrix.data", NpyArray.of(new double[] {0.5, -2, Double.NaN, 1, 9}, 5));
    Path file = npz(arrays);

    assertThatThrownBy(() -> Datasets.readReal(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("attr_matrix has the value NaN at node 2, attribute 1");
  }

  @Test
  void whatCannotBeTheAttributesIsRefused() throws IOException {
    Map<String, NpyArray> arrays = arrays("adj_", "attr_");
    arrays.put("attr", NpyArray.of(new float[] {1, 2, 3, 4}, 4));
    folderOf(arrays);
    assertThatThrownBy(() -> Datasets.readReal(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("shape [4]");

    Npy.write(folder.resolve("attr.npy"), NpyArray.of(new float[] {1, 2, 3}, 3, 1));
    assertThatThrownBy(() -> Datasets.readReal(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("3 attribute rows");
  }

  @Test
  void moreNumbersThanTheHeapBearsAreRefused() throws IOException {
    Map<String, NpyArray> arrays = arrays("adj_", "attr_");
    arrays.put("attr_shape", NpyArray.of(new long[] {4, 2_000_000_000}, 2));
    folderOf(arrays);

    assertThatThrownBy(() -> Datasets.readReal(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("4 nodes with 2000000000 real attributes take 32000000000 bytes");
  }
}
