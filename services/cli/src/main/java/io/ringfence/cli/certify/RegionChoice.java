package io.ringfence.cli.certify;

import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.npy.Npy;
import io.ringfence.graph.npy.NpyArray;
import io.ringfence.graph.region.RegionPlanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The values of {@code --regions} and {@code --ranks}.
 *
 * @param regions a number of regions to grow, or an {@code .npy} file with the region of each node
 * @param ranks {@code .npy} file [regions, regions]: at (c, j) the rank of region j seen from c;
 *     without it ranks come from distances in the graph
 */
public record RegionChoice(String regions, Optional<Path> ranks) {
  public RegionAssignment assign(Dataset dataset, long seed) throws IOException {
    RegionAssignment assignment = planner(seed).plan(dataset.adjacency());
    return ranks.isEmpty() ? assignment : withRanks(assignment, ranks.get());
  }

  private RegionPlanner planner(long seed) throws IOException {
    if (regions.matches("\\d{1,6}")) {
      return RegionPlanner.balanced(Integer.parseInt(regions), seed);
    }
    return RegionPlanner.given(Arrays.stream(Npy.read(Path.of(regions)).toInts()).boxed().toList());
  }

  private static RegionAssignment withRanks(RegionAssignment assignment, Path file)
      throws IOException {
    NpyArray array = Npy.read(file);
    int k = assignment.regions();
    if (!array.shape().equals(List.of(k, k))) {
      throw new IllegalArgumentException(
          "Ranks in '%s' have the shape %s; for %d regions it must be [%d, %d]."
              .formatted(file, array.shape(), k, k, k));
    }
    int[] flat = array.toInts();
    List<List<Integer>> rows = new ArrayList<>();
    for (int c = 0; c < k; c++) {
      rows.add(IntStream.range(c * k, (c + 1) * k).mapToObj(i -> flat[i]).toList());
    }
    return new RegionAssignment(k, assignment.regionOf(), rows, assignment.distances());
  }
}
