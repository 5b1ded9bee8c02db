package io.ringfence.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.DatasetException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

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
  void anythingElseIsAPath() {
    assertThatThrownBy(() -> new DatasetSource("generated:many").read())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("generated:many does not exist");
  }
}
