package io.ringfence.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TuneChoiceTest {
  @Test
  void theLargestShareIsChosenAmongThoseThatLoseLittleAccuracy() {
    Trial accurate = Tries.trial(0, 200, 0.90, 0.30);
    Trial good = Tries.trial(1, 200, 0.88, 0.50);
    Trial careless = Tries.trial(2, 200, 0.87, 0.80);

    Choice choice = new Choice(List.of(accurate, careless, good), 0.02);

    assertThat(choice.ranked()).containsExactly(good, accurate, careless);
    assertThat(new Choice(choice.trials(), 0.03).chosen()).isEqualTo(careless);
  }

  @Test
  void equalsAreChosenByFewerSamplesThenFewerRegions() {
    Trial many = Tries.trial(0, Tries.combination(1, 0.01), 500, 0.9, 0.5, 1);
    Trial wide = Tries.trial(1, Tries.combination(10, 0.01), 200, 0.9, 0.5, 1);
    Trial narrow = Tries.trial(2, Tries.combination(5, 0.01), 200, 0.9, 0.5, 9);

    assertThat(new Choice(List.of(many, wide, narrow), 0).ranked())
        .containsExactly(narrow, wide, many);
  }

  @Test
  void aTrialIsEfficientUnlessAnotherIsAsGoodInAllAndBetterInOne() {
    Trial cheap = Tries.trial(0, 200, 0.90, 0.30);
    Trial dear = Tries.trial(1, 500, 0.90, 0.40);
    Trial beaten = Tries.trial(2, 500, 0.89, 0.40);
    Trial twin = Tries.trial(3, 200, 0.90, 0.30);
    Choice choice = new Choice(List.of(cheap, dear, beaten, twin), 0.02);

    assertThat(choice.trials().stream().filter(choice::efficient))
        .containsExactly(cheap, dear, twin);
  }

  @Test
  void withoutLabelsAllPredictionsCount() {
    Trial.Quality quality =
        new Trial.Quality(
            OptionalDouble.empty(), OptionalDouble.empty(), 0, List.of(0.5, 0.7), List.of());
    Trial trial =
        new Trial(0, Tries.combination(1, 0.01), Rung.of(200), quality, new Trial.Cost(1, 1, 1));

    assertThat(trial.share()).isEqualTo(0.6);
    assertThat(Wording.counting(new Choice(List.of(trial), 0))).contains("no labels");
  }
}
