package io.ringfence.smoothing;

import io.ringfence.certificates.statistics.Accumulator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Every score of every sample as its bits, per target. */
final class LogitBits implements Accumulator<List<Long>> {

  private final List<List<Long>> lists;

  LogitBits(int targets) {
    lists = IntStream.range(0, targets).<List<Long>>mapToObj(t -> new ArrayList<>()).toList();
  }

  @Override
  public void add(int target, double[] logits) {
    for (double logit : logits) {
      lists.get(target).add(Double.doubleToRawLongBits(logit));
    }
  }

  @Override
  public List<List<Long>> results() {
    return lists;
  }
}
