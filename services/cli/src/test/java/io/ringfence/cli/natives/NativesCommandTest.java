package io.ringfence.cli.natives;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.cli.Console;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesCommandTest {

  @Test
  void aBridgeToAnotherLibtorchIsUnpackedByItself(@TempDir Path folder) {
    Console console = Console.run("natives", "--flavor", "cu128", "--into", folder.toString());

    assertThat(console.code()).as(console.err()).isZero();
    assertThat(folder.resolve("libtorch/libdjl_torch.so")).isRegularFile();
    assertThat(folder.resolve("ortools")).doesNotExist();
    assertThat(console.out()).contains("PYTORCH_VERSION=2.7.1 PYTORCH_FLAVOR=cu128");
  }

  @Test
  void aFlavorThatIsNotPackedIsNamed(@TempDir Path folder) {
    Console console = Console.run("natives", "--flavor", "cu1", "--into", folder.toString());

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.err()).contains("jnilib/linux-x86_64/cu1/");
  }
}
