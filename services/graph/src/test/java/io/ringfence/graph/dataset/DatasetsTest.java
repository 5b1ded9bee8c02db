package io.ringfence.graph.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SharedData;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import io.ringfence.graph.npy.Npy;
import io.ringfence.graph.npy.NpyArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetsTest {

  private final Path folder;

  DatasetsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static SparseRows ones(Dataset dataset) {
    return ((BinaryAttributeMatrix) dataset.attributes()).ones();
  }

  @Test
  void theCitationGraphIsPreparedAsThePreparedArraysAre() throws IOException {
    Dataset raw = Datasets.read(SharedData.require("cora_ml.npz"));
    assertThat(raw.nodeIds()).allMatch(id -> id.codePoints().noneMatch(Character::isISOControl));
    Dataset prepared = Datasets.read(SharedData.require("vectors/cora_ml"));

    assertThat(raw.nodes()).isEqualTo(2_810);
    assertThat(raw.edges()).isEqualTo(7_981);
    assertThat(raw.classes()).isEqualTo(7);
    assertThat(raw.adjacency()).isEqualTo(prepared.adjacency());
    assertThat(ones(raw)).isEqualTo(ones(prepared));
    for (int node = 0; node < raw.nodes(); node++) {
      assertThat(raw.label(node)).isEqualTo(prepared.label(node));
    }
    assertThat(raw.nodeIds()).doesNotHaveDuplicates().isNotEqualTo(prepared.nodeIds());
    assertThat(prepared.nodeId(5)).isEqualTo("5");
    assertThat(raw.split()).isEmpty();
    assertThat(prepared.split().orElseThrow().test()).hasSize(2_530);
  }

  @Test
  void theOrderOfNodesInAFolderOfArraysIsKept() throws IOException {
    Path vectors = SharedData.require("vectors/cora_ml");
    Dataset prepared = Datasets.read(vectors);

    assertThat(prepared.adjacency().copyOffsets())
        .isEqualTo(Npy.read(vectors.resolve("adj_indptr.npy")).toInts());
    assertThat(ones(prepared).copyColumns())
        .isEqualTo(Npy.read(vectors.resolve("attr_indices.npy")).toInts());
    assertThat(prepared.attributeSpec())
        .isEqualTo(new AttributeSpec(AttributeSpec.Kind.BINARY, 2_879));
  }

  @Test
  void aDatasetBecomesASubgraphWithIndicesAsOrdinals() throws IOException {
    Dataset dataset = csv("id\na\nb\nc\n", "source,target\na,b\n");

    Subgraph subgraph = dataset.toSubgraph(List.of(0, 1, 1));

    assertThat(subgraph.ordinal(2)).isEqualTo(2);
    assertThat(subgraph.region(1)).isEqualTo(1);
    assertThat(subgraph.degree(0)).isEqualTo(1);
    assertThatThrownBy(() -> dataset.toSubgraph(List.of(0))).hasMessageContaining("1 regions");
  }

  private Dataset csv(String nodes, String edges) throws IOException {
    Files.writeString(folder.resolve("nodes.csv"), nodes, StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("edges.csv"), edges, StandardCharsets.UTF_8);
    return Datasets.read(folder);
  }

  @Test
  void csvWithIndicesOfOnesIsRead() throws IOException {
    Dataset dataset =
        csv(
            "id,label,attributes:9\nx,2,3 1 3\n\"y, z\",,\nw,0,8\n",
            "source,target\n\"y, z\",x\nx,\"y, z\"\nw,w\nw,x\n");

    assertThat(dataset.nodeIds()).containsExactly("x", "y, z", "w");
    assertThat(dataset.edges()).isEqualTo(2);
    assertThat(dataset.attributesOf(0)).isEqualTo(new BinaryAttributes(List.of(1, 3)));
    assertThat(dataset.attributesOf(1)).isEqualTo(new BinaryAttributes(List.of()));
    assertThat(dataset.attributes().dimension()).isEqualTo(9);
    assertThat(dataset.label(0)).hasValue(2);
    assertThat(dataset.label(1)).isEmpty();
    assertThat(dataset.classes()).isEqualTo(3);
  }

  @Test
  void csvWithAColumnPerAttributeIsBinaryIfAllAreBitsAndElseReal() throws IOException {
    Dataset bits = csv("id,p,q\na,1,0\nb,0,1.0\n", "source,target\na,b\n");
    Dataset reals = csv("id,p,q\na,1,0\nb,0,-1.5\n", "source,target\na,b\n");

    assertThat(bits.attributesOf(1)).isEqualTo(new BinaryAttributes(List.of(1)));
    assertThat(((RealAttributeMatrix) reals.attributes()).value(1, 1)).isEqualTo(-1.5f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "id|a|a; source,target; there already",
        "id|a; source,target|a,b; does not have",
        "name|a; source,target; no column 'id'",
        "id|a; from,to|a,a; no column 'source'",
        "id,label|a,-1; source,target; out of range",
        "id,label|a,x; source,target; no whole number",
        "id,label|a,99999999; source,target; out of range",
        "id,attributes:3|a,3; source,target; 3 attributes",
        "id,p|a,NaN; source,target; not finite",
        "id,p|a,1,2; source,target; fields",
        "id,id|a,1; source,target; nodes.csv"
      })
  void faultyCsvIsRefusedWithTheReason(String nodes, String edges, String said) {
    assertThatThrownBy(() -> csv(nodes.replace('|', '\n'), edges.replace('|', '\n')))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(said);
  }

  @Test
  void aLineOfMillionsOfFieldsIsRefused() {
    String header = ",".repeat(5_000_000);

    assertThatThrownBy(() -> csv(header, "source,target"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("4000000 characters");
  }

  @Test
  void whatIsNotThereOrNotUnderstoodIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("graph.txt"), "a b", StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Datasets.read(folder.resolve("nowhere")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> Datasets.read(text))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("no known kind");
    assertThatThrownBy(() -> Datasets.read(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("neither");
  }

  private void writeArrays() throws IOException {
    Npy.write(folder.resolve("adj_indptr.npy"), NpyArray.of(new int[] {0, 1, 3, 4}, 4));
    Npy.write(folder.resolve("adj_indices.npy"), NpyArray.of(new int[] {1, 0, 2, 1}, 4));
    Npy.write(folder.resolve("attr_indptr.npy"), NpyArray.of(new int[] {0, 2, 2, 3}, 4));
    Npy.write(folder.resolve("attr_indices.npy"), NpyArray.of(new int[] {4, 1, 0}, 3));
    Npy.write(folder.resolve("attr_shape.npy"), NpyArray.of(new long[] {3, 5}, 2));
    Npy.write(folder.resolve("labels.npy"), NpyArray.of(new long[] {0, 1, 1}, 3));
    for (String part : List.of("train", "val", "test")) {
      Npy.write(folder.resolve("split_" + part + ".npy"), NpyArray.of(new int[] {1}, 1));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedArraysGiveADatasetOrACleanException(long seed) throws IOException {
    writeArrays();
    Random random = new Random(seed);
    List<Path> files;
    try (var list = Files.list(folder)) {
      files = list.sorted().toList();
    }
    int refused = 0;
    for (int round = 0; round < 200; round++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] valid = Files.readAllBytes(file);
      byte[] damaged = valid.clone();
      int position =
          random.nextBoolean()
              ? random.nextInt(valid.length)
              : valid.length - 1 - random.nextInt(16);
      damaged[position] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      try {
        Datasets.read(folder);
      } catch (DatasetException e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      }
      Files.write(file, valid);
    }
    assertThat(refused).isGreaterThan(30);
    assertThat(Datasets.read(folder).edges()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aDamagedArchiveGivesADatasetOrACleanException(long seed) throws IOException {
    byte[] valid = Files.readAllBytes(SharedData.require("cora_ml.npz"));
    Path file = folder.resolve("damaged.npz");
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 12; round++) {
      byte[] damaged = valid.clone();
      int from = round % 2 == 0 ? 0 : damaged.length - 2_000;
      for (int k = 0; k < 8; k++) {
        damaged[from + random.nextInt(2_000)] = (byte) random.nextInt(256);
      }
      int length = round % 5 == 0 ? random.nextInt(damaged.length) : damaged.length;
      Files.write(file, Arrays.copyOf(damaged, length));
      try {
        Datasets.read(file);
      } catch (DatasetException e) {
        assertThat(e.getMessage()).contains("damaged.npz");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(4);
  }

  @Test
  void partsThatDoNotFitTogetherMakeNoDataset() {
    SparseRows oneWay = SparseRows.owning(new int[] {0, 1, 1}, new int[] {1}, 2);
    BinaryAttributeMatrix none =
        new BinaryAttributeMatrix(SparseRows.owning(new int[3], new int[0], 1));

    assertThatThrownBy(
            () -> Dataset.of("d", List.of("a", "b"), oneWay, none, new int[2], Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one direction");
  }
}
