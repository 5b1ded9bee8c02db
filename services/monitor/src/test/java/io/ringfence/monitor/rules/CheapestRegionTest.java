package io.ringfence.monitor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.monitor.rules.CheapestRegion.Changes;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.RealNoise;
import io.ringfence.schemas.v1.RealNoise.Law;
import io.ringfence.schemas.v1.Region;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheapestRegionTest {

  /** Two regions: much noise far away. */
  private static final GraphCertificate GRAPH =
      GraphCertificate.newBuilder()
          .addRegions(row(0, 0.01, 0.5, 0.05, 0.8))
          .addRegions(row(1, 0.05, 0.8, 0.01, 0.5))
          .build();

  private static Region.Builder row(int region, double... noise) {
    return Region.newBuilder()
        .setRegion(region)
        .addAdditionNoise(noise[0])
        .addDeletionNoise(noise[1])
        .addAdditionNoise(noise[2])
        .addDeletionNoise(noise[3]);
  }

  @Test
  void aBitCostsLeastWhereThereIsLeastNoise() {
    CheapestRegion found = CheapestRegion.of(GRAPH, Map.of(1, 30), Changes.DELETIONS).orElseThrow();

    assertThat(found.region()).isEqualTo(1);
    assertThat(found.change()).isEqualTo("a deleted attribute");
    // ln(0.01²/0.5 + 0.99²/0.5) and ln(0.05²/0.2 + 0.95²/0.8)
    assertThat(found.weight()).isCloseTo(0.6731485340532555, within(1e-12));
    assertThat(found.runnerUp()).isCloseTo(0.1315761, within(1e-6));
  }

  @Test
  void anAdditionTakesMoreThanADeletionHere() {
    CheapestRegion found = CheapestRegion.of(GRAPH, Map.of(0, 1), Changes.BOTH).orElseThrow();

    assertThat(found.region()).isZero();
    assertThat(found.change()).isEqualTo("an added attribute");
    assertThat(found.weight()).isCloseTo(Math.log(25 + 0.25 / 0.99), within(1e-9));
  }

  @Test
  void nodesOfSeveralRegionsAreAveraged() {
    assertThat(CheapestRegion.of(GRAPH, Map.of(0, 1, 1, 3), Changes.BOTH).orElseThrow().region())
        .isEqualTo(1);
  }

  @Test
  void aRegionThatMustNotChangeCostsEverything() {
    GraphCertificate graph =
        GraphCertificate.newBuilder().addRegions(row(0, 0.01, 0.5, 0, 0)).build();

    assertThat(
            CheapestRegion.of(
                    graph.toBuilder().addRegions(row(1, 0.01, 0.5, 0.01, 0.5)).build(),
                    Map.of(0, 1),
                    Changes.BOTH)
                .orElseThrow()
                .region())
        .isEqualTo(1);
  }

  @Test
  void realNoiseCountsBySquaredScaleIfGaussian() {
    GraphCertificate graph =
        GraphCertificate.newBuilder()
            .addRegions(
                Region.newBuilder()
                    .setRealNoise(
                        RealNoise.newBuilder().setLaw(Law.GAUSSIAN).addScales(2).addScales(0.5)))
            .addRegions(
                Region.newBuilder()
                    .setRealNoise(
                        RealNoise.newBuilder().setLaw(Law.GAUSSIAN).addScales(0.5).addScales(2)))
            .build();

    CheapestRegion found = CheapestRegion.of(graph, Map.of(0, 4), Changes.BOTH).orElseThrow();

    assertThat(found.region()).isEqualTo(1);
    assertThat(found.weight()).isEqualTo(4);
  }

  @Test
  void nothingIsSaidBeforeTheFirstEpoch() {
    assertThat(CheapestRegion.of(GRAPH, Map.of(-1, 4), Changes.BOTH)).isEmpty();
    assertThat(CheapestRegion.of(GraphCertificate.getDefaultInstance(), Map.of(0, 1), Changes.BOTH))
        .isEmpty();
  }
}
