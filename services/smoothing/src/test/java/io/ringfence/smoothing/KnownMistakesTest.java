package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.graph.npy.Npy;
import io.ringfence.graph.npy.NpyArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A mistake that implementations of this method are known to have made: weights that nobody ever
 * set. Here a weight is drawn from the seed, read from a file, or refused.
 */
class KnownMistakesTest {

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void everyWeightToTrainFromIsDrawnFromTheSeed(Architecture architecture) {
    NativeModel model = InitialWeights.of(options(architecture, 7), 40, 5);
    NativeModel again = InitialWeights.of(options(architecture, 7), 40, 5);
    NativeModel other = InitialWeights.of(options(architecture, 8), 40, 5);

    assertThat(again).isEqualTo(model);
    ModelFiles.weights(model)
        .forEach(
            (name, weight) -> {
              float[] values = weight.values();
              if (name.startsWith("b")) {
                assertThat(values).as(name).containsOnly(0);
                return;
              }
              double limit = Math.sqrt(6.0 / (weight.rows() + weight.columns()));
              double squares = 0;
              for (float value : values) {
                assertThat(Math.abs(value)).as(name).isLessThanOrEqualTo((float) limit);
                squares += value * value;
              }
              // a uniform draw has mean square limit²/3; memory that was never set has none
              assertThat(squares / values.length / limit / limit).as(name).isBetween(0.2, 0.5);
              assertThat(values)
                  .as(name)
                  .isNotEqualTo(ModelFiles.weights(other).getOrDefault(name, weight).values());
            });
  }

  @Test
  void aWeightThatIsNotThereOrIsNoNumberIsRefusedAndNotMadeUp(@TempDir Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("model.json"),
        "{\"architecture\":\"appnp\",\"attributes\":3,\"hidden\":2,\"classes\":2,\"hops\":10,\"teleport\":0.15}");
    Npy.write(folder.resolve("W1.npy"), NpyArray.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));

    assertThatThrownBy(() -> ModelBundle.load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("W2.npy");

    Npy.write(folder.resolve("W2.npy"), NpyArray.of(new float[] {1, Float.NaN, 0, 1}, 2, 2));
    assertThatThrownBy(() -> ModelBundle.load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("NaN");
  }

  private static TrainingOptions options(Architecture architecture, long seed) {
    return TrainingOptions.of(architecture, seed).withShape(16, 2, 4, 0.2);
  }
}
