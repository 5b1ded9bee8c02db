package io.ringfence.graph.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {

  private final Path folder;

  NpyTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path file(int version, String header, byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(text.length);
    out.write(length.array(), 0, version == 1 ? 2 : 4);
    out.write(text);
    out.write(data);
    return Files.write(folder.resolve("x.npy"), out.toByteArray());
  }

  private NpyArray read(String descr, boolean fortran, String shape, int... bytes)
      throws IOException {
    byte[] data = new byte[bytes.length];
    for (int k = 0; k < bytes.length; k++) {
      data[k] = (byte) bytes[k];
    }
    return Npy.read(file(1, header(descr, fortran, shape), data));
  }

  private static String header(String descr, boolean fortran, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n"
        .formatted(descr, fortran ? "True" : "False", shape);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Path path = folder.resolve("a.npy");

    Npy.write(path, NpyArray.of(new float[] {1.5f, -2, 3, 4, 5, 6}, 2, 3));
    NpyArray floats = Npy.read(path);
    assertThat(floats.shape()).containsExactly(2, 3);
    assertThat(floats.toFloats()).containsExactly(1.5f, -2, 3, 4, 5, 6);
    assertThat(Files.size(path)).isEqualTo(128 + 24);

    Npy.write(path, NpyArray.of(new long[] {Long.MIN_VALUE, 7}, 2));
    assertThat(Npy.read(path).toLongs()).containsExactly(Long.MIN_VALUE, 7);
    Npy.write(path, NpyArray.of(new int[] {-1, 2}, 2));
    assertThat(Npy.read(path).toInts()).containsExactly(-1, 2);
    Npy.write(path, NpyArray.of(new double[] {Math.PI}));
    assertThat(Npy.read(path).shape()).isEmpty();
    assertThat(Npy.read(path).toDoubles()).containsExactly(Math.PI);
  }

  @Test
  void aShapeThatDoesNotFitItsValuesIsRefused() {
    assertThatThrownBy(() -> NpyArray.of(new int[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void allFormatVersionsAreRead(int version) throws IOException {
    assertThat(Npy.read(file(version, header("|u1", false, "(2,)"), new byte[] {3, -1})).toInts())
        .containsExactly(3, 255);
  }

  @Test
  void elementsOfEveryKindAreRead() throws IOException {
    assertThat(read("|b1", false, "(2,)", 1, 0).toInts()).containsExactly(1, 0);
    assertThat(read("|i1", false, "(1,)", 255).toInts()).containsExactly(-1);
    assertThat(read("<i2", false, "(1,)", 1, 2).toInts()).containsExactly(513);
    assertThat(read(">u2", false, "(1,)", 1, 2).toInts()).containsExactly(258);
    assertThat(read("<u4", false, "(1,)", 255, 255, 255, 255).toLongs())
        .containsExactly(4294967295L);
    assertThat(
            read("<U2", false, "(2,)", 65, 0, 0, 0, 0, 0, 0, 0, 66, 0, 0, 0, 0, 246, 1, 0)
                .toStrings())
        .containsExactly("A", "B\uD83D\uDE00");
  }

  @Test
  void fortranOrderIsTurnedIntoRowMajorOrder() throws IOException {
    NpyArray array = read("|i1", true, "(2, 3)", 1, 4, 2, 5, 3, 6);

    assertThat(array.shape()).isEqualTo(List.of(2, 3));
    assertThat(array.toInts()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "|O; (1,); pickled code",
        "<f2; (1,); float32",
        "<c8; (1,); float32",
        "<M8; (1,); float32",
        "<U0; (2147483647,); unicode",
        "<U999999; (0,); unicode",
        "<f4; (3,); truncated",
        "<f4; (2147483647, 2147483647, 2147483647); more than any file",
        "<f4; (2147483648,); at most 2^31",
        "<f4; (-1,); no 'shape'",
        "<f4; (2,); truncated"
      })
  void whatCannotBeBelievedIsRefusedWithTheReason(String descr, String shape, String said) {
    assertThatThrownBy(() -> read(descr, false, shape, 1, 2, 3, 4))
        .isInstanceOf(NpyException.class)
        .hasMessageContaining(said);
  }

  @Test
  void valuesOfAnotherKindThanAskedForAreRefused() throws IOException {
    NpyArray floats = read("<f4", false, "(1,)", 0, 0, 0, 0);
    NpyArray large = read("<u8", false, "(1,)", 0, 0, 0, 0, 0, 0, 0, 128);

    assertThatThrownBy(floats::toInts)
        .isInstanceOf(NpyException.class)
        .hasMessageContaining("float32");
    assertThatThrownBy(floats::toStrings).isInstanceOf(NpyException.class);
    assertThatThrownBy(large::toLongs)
        .isInstanceOf(NpyException.class)
        .hasMessageContaining("9223372036854775808");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedFilesGiveAnArrayOrACleanException(long seed) throws IOException {
    Path path = folder.resolve("m.npy");
    Npy.write(path, NpyArray.of(new int[] {1, 2, 3, 4, 5, 6}, 2, 3));
    byte[] valid = Files.readAllBytes(path);
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 400; round++) {
      byte[] damaged = valid.clone();
      for (int k = random.nextInt(3); k >= 0; k--) {
        damaged[random.nextInt(random.nextBoolean() ? 80 : valid.length)] =
            (byte) random.nextInt(128);
      }
      try {
        Npy.read(Files.write(path, damaged)).toInts();
      } catch (NpyException e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(40);
  }
}
