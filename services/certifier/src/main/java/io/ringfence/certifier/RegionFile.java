package io.ringfence.certifier;

import io.ringfence.graph.SparseRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Regions that the user gives, one line {@code node id,region} per node; the region is what follows
 * the last comma. Immutable.
 */
final class RegionFile {

  private static final int NONE = -1;

  private final Map<String, Integer> regionOf;

  private RegionFile(Map<String, Integer> regionOf) {
    this.regionOf = Map.copyOf(regionOf);
  }

  /**
   * @throws IOException if the file cannot be read or a line is not of that form
   */
  static RegionFile read(Path path) throws IOException {
    Map<String, Integer> regions = new HashMap<>();
    List<String> lines = Files.readAllLines(path);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty()) {
        int comma = line.lastIndexOf(',');
        regions.put(
            line.substring(0, Math.max(0, comma)).strip(), region(path, i + 1, line, comma));
      }
    }
    return new RegionFile(regions);
  }

  private static int region(Path path, int number, String line, int comma) throws IOException {
    try {
      int region = Integer.parseInt(line.substring(comma + 1).strip());
      if (comma > 0 && region >= 0) {
        return region;
      }
    } catch (NumberFormatException e) {
      // Said below, with the line.
    }
    throw new IOException(
        "Line %d of region file %s is '%s'; it must be 'node id,region' with a region from 0 on."
            .formatted(number, path, line));
  }

  /**
   * Region of each node. A node that the file does not name takes the region of the nearest one
   * that it names, or region 0 if there is none within reach.
   */
  List<Integer> regionsOf(List<String> nodeIds, SparseRows adjacency) {
    int[] regions = new int[nodeIds.size()];
    Arrays.fill(regions, NONE);
    Deque<Integer> queue = new ArrayDeque<>();
    for (int node = 0; node < regions.length; node++) {
      Integer named = regionOf.get(nodeIds.get(node));
      if (named != null) {
        regions[node] = named;
        queue.add(node);
      }
    }
    while (!queue.isEmpty()) {
      int node = queue.remove();
      for (int k = adjacency.start(node); k < adjacency.end(node); k++) {
        int other = adjacency.column(k);
        if (regions[other] == NONE) {
          regions[other] = regions[node];
          queue.add(other);
        }
      }
    }
    List<Integer> complete = new ArrayList<>(regions.length);
    for (int region : regions) {
      complete.add(Math.max(0, region));
    }
    return complete;
  }
}
