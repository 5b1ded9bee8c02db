package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.npy.Npy;
import io.ringfence.graph.npy.NpyArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelBundleTest {

  private static final String APPNP =
      "{\"architecture\":\"appnp\",\"attributes\":3,\"hidden\":2,\"classes\":2,\"hops\":10,\"teleport\":0.15}";

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void handMadeBundleWithOnlyTheRequiredKeys() throws IOException {
    json(APPNP);
    Npy.write(folder.resolve("W1.npy"), NpyArray.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
    Npy.write(folder.resolve("W2.npy"), NpyArray.of(new float[] {1, 0, 0, 1}, 2, 2));
  }

  @Test
  void aHandMadeBundleLoads() {
    ModelBundle bundle = ModelBundle.load(folder);
    AppnpModel model = (AppnpModel) bundle.model();
    assertThat(model.hops()).isEqualTo(10);
    assertThat(model.teleport()).isEqualTo(0.15);
    assertThat(model.first().weight().at(2, 1)).isEqualTo(6);
    assertThat(model.second().bias()).isEmpty();
    assertThat(bundle.metadata()).isEqualTo(BundleMetadata.none());
  }

  static List<TrainingNoise> noises() {
    return List.of(
        new TrainingNoise.None(),
        new TrainingNoise.Flips(List.of(NoiseLevel.of(0.01, 0.6))),
        new TrainingNoise.Shifts(RealNoiseSchedule.Kind.GAUSSIAN, List.of(0.25, 1.0)),
        new TrainingNoise.Shifts(RealNoiseSchedule.Kind.UNIFORM, List.of(0.1)));
  }

  @ParameterizedTest
  @MethodSource("noises")
  void whatIsSavedIsLoaded(TrainingNoise noise, @TempDir Path parent) throws IOException {
    TrainingSummary training = new TrainingSummary(7, 120, 0.99, 0.8, noise);
    int number = 0;
    for (NativeModel model : NaiveReference.models(new SplittableRandom(5), 11, 3)) {
      ModelBundle bundle =
          new ModelBundle(model, new BundleMetadata(List.of("a", "b", "c"), Optional.of(training)));
      Path target = parent.resolve("deep/" + number++);
      bundle.save(target);
      assertThat(ModelBundle.load(target)).isEqualTo(bundle);
    }
  }

  @Test
  void theFingerprintTellsModelsApartAndIgnoresMetadata() {
    List<String> fingerprints =
        NaiveReference.models(new SplittableRandom(5), 11, 3).stream()
            .map(model -> ModelBundle.of(model).fingerprint())
            .toList();
    assertThat(fingerprints).doesNotHaveDuplicates().allMatch(f -> f.matches("[0-9a-f]{64}"));
    Model model = ModelBundle.load(folder).model();
    assertThat(new ModelBundle(model, new BundleMetadata(List.of("x", "y"), Optional.empty())))
        .returns(ModelBundle.of(model).fingerprint(), ModelBundle::fingerprint);
  }

  @Test
  void weightsThatDoNotMatchTheStoredFingerprintAreRefused() throws IOException {
    ModelBundle.load(folder).save(folder);
    Npy.write(folder.resolve("W2.npy"), NpyArray.of(new float[] {1, 0, 0, 2}, 2, 2));
    assertRefused("model.json", "fingerprint", "Restore the files");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"appnp\" | \"gin\" | 'gin'",
        "\"hops\":10 | \"hops\":-1 | 'hops' is -1",
        "\"hops\":10 | \"hops\":1.5 | 'hops' is 1.5",
        "\"teleport\":0.15 | \"teleport\":2 | 'teleport' is 2",
        "\"classes\":2 | \"classes\":\"two\" | 'classes' is \"two\"",
        "\"classes\":2, | | lacks the key 'classes'",
        "\"hidden\":2 | \"hidden\":5 | W1.npy has shape [3, 2]",
        "\"attributes\":3 | \"attributes\":4 | it must be [4, 2]",
        "\"architecture\" | architecture | not valid JSON",
      })
  void aFaultInModelJsonIsNamed(String from, String to, String message) throws IOException {
    json(APPNP.replace(from, to == null ? "" : to));
    assertRefused(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"kind\":\"laplace\",\"scale\":1} | The kind is 'laplace'",
        "{\"kind\":\"gaussian\",\"scale\":0} | the scale 0.0; it must be positive",
        "{\"kind\":\"gaussian\"} | the scale NaN",
        "{\"kind\":\"gaussian\",\"scale\":1},{\"kind\":\"uniform\",\"scale\":1} | gaussian and uniform; all",
        "{\"addition\":2,\"deletion\":0.5} | 2.0",
      })
  void noiseThatIsNoneIsNamed(String noise, String message) throws IOException {
    json(APPNP.replace("}", ",\"training\":{\"noise\":[%s]}}".formatted(noise)));
    assertRefused("'training.noise'", message);
  }

  @Test
  void aMissingFolderFileOrWeightIsNamed() throws IOException {
    assertThatThrownBy(() -> ModelBundle.load(folder.resolve("nowhere")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("ringfence train");
    Files.delete(folder.resolve("W2.npy"));
    assertRefused("W2.npy is missing", "[2, 2]");
    Files.delete(folder.resolve("model.json"));
    assertRefused("model.json is missing");
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void weightsMustBeFinite(float bad) throws IOException {
    Npy.write(folder.resolve("W2.npy"), NpyArray.of(new float[] {1, 0, bad, 1}, 2, 2));
    assertRefused("W2.npy", "Weight [1, 0] is " + bad, "finite");
  }

  @Test
  void aTruncatedPickledOrIntegerWeightIsRefused() throws IOException {
    Path weight = folder.resolve("W2.npy");
    byte[] whole = Files.readAllBytes(weight);
    for (int length = 0; length < whole.length; length++) {
      Files.write(weight, Arrays.copyOf(whole, length));
      assertRefused("W2.npy");
    }
    String pickled = new String(whole, StandardCharsets.ISO_8859_1).replace("'<f4'", "'|O' ");
    Files.writeString(weight, pickled, StandardCharsets.ISO_8859_1);
    assertRefused("W2.npy", "pickle");
    Npy.write(weight, NpyArray.of(new int[] {1, 0, 0, 1}, 2, 2));
    assertRefused("W2.npy", "float32");
  }

  private void json(String text) throws IOException {
    Files.writeString(folder.resolve("model.json"), text);
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> ModelBundle.load(folder))
        .isInstanceOf(ModelException.class)
        .message()
        .contains(parts);
  }
}
