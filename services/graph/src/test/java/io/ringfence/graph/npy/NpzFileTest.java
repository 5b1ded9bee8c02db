package io.ringfence.graph.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.graph.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {

  private final Path folder;

  NpzFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void arraysAreReadByNameAndPickledOnesRefusedUnread() throws IOException {
    try (NpzFile npz = NpzFile.open(SharedData.require("cora_ml.npz"))) {
      assertThat(npz.array("adj_matrix.shape").toInts()).containsExactly(2995, 2995);
      assertThat(npz.array("class_names").toStrings()).hasSize(7);
      assertThat(npz.find("nothing")).isEmpty();
      assertThat(npz.hasReadable("metadata")).isFalse();
      assertThatThrownBy(() -> npz.array("metadata"))
          .isInstanceOf(NpyException.class)
          .hasMessageContaining("pickled");
    }
  }

  @Test
  void aMissingArrayIsNamed() throws IOException {
    Path path = archive(new byte[0], 0);
    try (NpzFile npz = NpzFile.open(path)) {
      assertThatThrownBy(() -> npz.array("labels")).hasMessageContaining("'labels'");
    }
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    Path path = Files.writeString(folder.resolve("a.npz"), "no zip", StandardCharsets.UTF_8);

    assertThatThrownBy(() -> NpzFile.open(path)).isInstanceOf(NpyException.class);
  }

  @Test
  void anEntryThatUnpacksToMoreThanItsHeaderSaysIsRefusedBeforeItIsUnpacked() throws IOException {
    byte[] header = header("(4,)");
    try (NpzFile npz = NpzFile.open(archive(header, 32L << 20))) {
      assertThatThrownBy(() -> npz.array("bomb"))
          .isInstanceOf(NpyException.class)
          .hasMessageContaining("header says 4");
    }
  }

  @Test
  void anEntryLargerThanMemoryAllowsIsRefusedBeforeItIsUnpacked() {
    byte[] header = header("(1000000000,)");
    long length = header.length + 1_000_000_000L;

    assertThatThrownBy(() -> Npy.read(new ByteArrayInputStream(header), length, 1_000_000, "bomb"))
        .isInstanceOf(NpyException.class)
        .hasMessageContaining("takes 8000000000 bytes");
  }

  private static byte[] header(String shape) {
    String text = "{'descr': '|u1', 'fortran_order': False, 'shape': %s, }".formatted(shape);
    return ("\u0093NUMPY\u0001\u0000" + (char) text.length() + "\u0000" + text)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private Path archive(byte[] header, long zeros) throws IOException {
    Path path = folder.resolve("bomb.npz");
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(1);
      zip.putNextEntry(new ZipEntry("bomb.npy"));
      zip.write(header);
      byte[] block = new byte[1 << 20];
      for (long left = zeros; left > 0; left -= block.length) {
        zip.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    return path;
  }
}
