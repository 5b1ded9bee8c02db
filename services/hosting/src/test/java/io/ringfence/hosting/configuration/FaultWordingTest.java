package io.ringfence.hosting.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultWordingTest {

  @Test
  void aNearWordIsFoundAndAFarOneIsNot() {
    List<String> words = List.of("samples", "threads");

    assertThat(FaultWording.nearest("sample", words)).hasValue("samples");
    assertThat(FaultWording.nearest("colour", words)).isEmpty();
  }
}
