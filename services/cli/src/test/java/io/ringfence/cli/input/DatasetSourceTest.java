package io.ringfence.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.RealAttributes;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetSourceTest {
  @Test
  void aGeneratedGraphHasItsSizeAndSeedInItsName() throws IOException {
    Dataset usual = new DatasetSource("generated").read();
    Dataset same = new DatasetSource("generated:1000:1").read();
    Dataset other = new DatasetSource("generated:1000:2").read();

    assertThat(usual.nodes()).isEqualTo(1_000);
    assertThat(usual.adjacency()).isEqualTo(same.adjacency()).isNotEqualTo(other.adjacency());
  }

  @Test
  void aGraphTooSmallToGenerateIsRefused() {
    assertThatThrownBy(() -> new DatasetSource("generated:10").read())
        .hasMessage(
            "Dataset 'generated:10' would have 10 nodes; a generated graph has at least 100.");
  }

  @Test
  void aGeneratedGraphMayHaveRealAttributes() throws IOException {
    Dataset usual = new DatasetSource("generated-real").read();
    Dataset other = new DatasetSource("generated-real:200:7").read();

    assertThat(usual.nodes()).isEqualTo(1_000);
    assertThat(usual.attributeSpec()).isEqualTo(new AttributeSpec(AttributeSpec.Kind.REAL, 32));
    assertThat(other.nodes()).isEqualTo(200);
    assertThat(other.name()).isEqualTo("generated-real-7");
  }

  @Test
  void attributesOfAPathAreRealIfAskedFor(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("nodes.csv"), "id,p\na,0\nb,1\n");
    Files.writeString(folder.resolve("edges.csv"), "source,target\na,b\n");

    assertThat(new DatasetSource(folder.toString()).read().attributesOf(1))
        .isEqualTo(new BinaryAttributes(List.of(0)));
    assertThat(new DatasetSource("real:" + folder).read().attributesOf(1))
        .isEqualTo(new RealAttributes(List.of(1f)));
  }

  @Test
  void anythingElseIsAPath() {
    assertThatThrownBy(() -> new DatasetSource("generated:many").read())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("generated:many does not exist");
  }
}
