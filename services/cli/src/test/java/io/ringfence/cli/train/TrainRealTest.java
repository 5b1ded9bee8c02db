package io.ringfence.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.cli.Console;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.TrainingNoise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training on real-valued attributes, as a user asks for it. */
class TrainRealTest {

  private final Path out;

  TrainRealTest(@TempDir Path folder) {
    this.out = folder.resolve("model");
  }

  private Console train(String... options) {
    List<String> arguments = new ArrayList<>(List.of("train", "--out=" + out, "--hidden=16"));
    arguments.addAll(Arrays.asList(options));
    return Console.run(arguments.toArray(String[]::new));
  }

  @Test
  void gaussianNoiseIsUsualForRealAttributes() throws IOException {
    Console console = train("--dataset=generated-real:300:2", "--epochs=60");

    assertThat(console.err()).doesNotContain("ringfence train:");
    assertThat(console.code()).isZero();
    assertThat(console.out())
        .contains("generated-real-2: 300 nodes")
        .containsPattern("test (0\\.[7-9]|1\\.0)");
    ModelBundle bundle = ModelBundle.load(out);
    assertThat(bundle.model().attributes()).isEqualTo(32);
    assertThat(bundle.metadata().training().orElseThrow().noise())
        .isEqualTo(
            new TrainingNoise.Shifts(
                RealNoiseSchedule.Kind.GAUSSIAN, List.of(0.25, 0.4375, 0.625, 0.8125, 1.0)));
    JsonNode noise =
        new ObjectMapper().readTree(out.resolve("model.json").toFile()).at("/training/noise/0");
    assertThat(noise.toString()).isEqualTo("{\"kind\":\"gaussian\",\"scale\":0.25}");
  }

  @Test
  void uniformNoiseHasItsScales() {
    train(
        "--dataset=generated-real:100",
        "--epochs=2",
        "--noise=uniform",
        "--scales=0.5:2",
        "--noise-levels=2");

    assertThat(ModelBundle.load(out).metadata().training().orElseThrow().noise())
        .isEqualTo(new TrainingNoise.Shifts(RealNoiseSchedule.Kind.UNIFORM, List.of(0.5, 2.0)));
  }

  @Test
  void withoutLevelsThereIsNoNoise() {
    train("--dataset=generated-real:100", "--epochs=2", "--noise-levels=0");

    assertThat(ModelBundle.load(out).metadata().training().orElseThrow().noise())
        .isEqualTo(new TrainingNoise.None());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "generated-real:100 | --noise=binary | 1 | take gaussian or uniform noise",
        "generated:100 | --noise=gaussian | 1 | read the dataset as real:PATH",
        "generated-real:100 | --delete-noise=0.5 | 2 | --delete-noise is given, but gaussian noise",
        "generated:100 | --scales=0.5 | 2 | --scales is given, but binary noise",
        "generated-real:100 | --scales=0 | 2 | 0.0:0.0 must fulfil 0 < least",
        "generated-real:100 | --noise=laplace | 2 | laplace",
        "real:/no/such | --noise=gaussian | 1 | /no/such does not exist",
      })
  void noiseThatDoesNotSuitIsRefused(String dataset, String option, int code, String message) {
    Console console = train("--dataset=" + dataset, option);

    assertThat(console.code()).isEqualTo(code);
    assertThat(console.err()).contains(message).doesNotContain("\tat ");
    assertThat(Files.exists(out)).isFalse();
  }
}
