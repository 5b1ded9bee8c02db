package io.ringfence.smoothing;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.AttributeMatrix;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;

/**
 * Noisy attributes in full, drawn as the Java kernel draws them: flips, uniform noise, and Gaussian
 * noise on no more attributes than a native first layer is wide, are the same numbers for the same
 * key. Not thread-safe.
 */
interface ScriptNoise {

  /** Turns to a sample. */
  void sample(long sample);

  /**
   * Writes the attributes of a node as an output region sees them.
   *
   * @param x holds zeros from {@code at} on
   */
  void write(int region, int local, float[] x, int at);

  static ScriptNoise of(SmoothingTask task) {
    AttributeMatrix attributes = task.subgraph().attributes();
    return attributes instanceof BinaryAttributeMatrix bits
        ? new Flips(task, bits.ones())
        : new Shifts(task, (RealAttributeMatrix) attributes);
  }

  /** Writes the attributes of a node without noise. */
  static void clean(AttributeMatrix attributes, int local, float[] x, int at) {
    if (attributes instanceof BinaryAttributeMatrix bits) {
      SparseRows ones = bits.ones();
      for (int k = ones.start(local); k < ones.end(local); k++) {
        x[at + ones.column(k)] = 1;
      }
    } else {
      RealAttributeMatrix real = (RealAttributeMatrix) attributes;
      for (int d = 0; d < real.dimension(); d++) {
        x[at + d] = (float) real.value(local, d);
      }
    }
  }

  /** Bits that flip. */
  final class Flips implements ScriptNoise {
    private final SmoothingTask task;
    private final SparseRows ones;
    private final BinaryNoiseSchedule schedule;
    private final NodeNoise noise;
    private final LevelledList found;
    private final long[] threshold = new long[1];

    Flips(SmoothingTask task, SparseRows ones) {
      this.task = task;
      this.ones = ones;
      this.schedule = BinaryNoiseSchedule.require(task.schedule());
      this.noise = new NodeNoise(ones.width());
      this.found = new LevelledList(ones.width(), 1);
    }

    @Override
    public void sample(long sample) {
      noise.sample(task.seed(), sample);
    }

    @Override
    public void write(int region, int local, float[] x, int at) {
      Subgraph subgraph = task.subgraph();
      NoiseLevel level = schedule.level(region, subgraph.region(local));
      noise.node(subgraph.ordinal(local), ones, local);
      threshold[0] = level.deletionThreshold();
      noise.survivors(threshold, 0, 1, found);
      set(x, at);
      threshold[0] = level.additionThreshold();
      noise.additions(threshold, 0, 1, found);
      set(x, at);
    }

    private void set(float[] x, int at) {
      for (int i = 0; i < found.end(0); i++) {
        x[at + found.attributes()[i]] = 1;
      }
    }
  }

  /** Numbers to which something is added. */
  final class Shifts implements ScriptNoise {
    private final SmoothingTask task;
    private final RealAttributeMatrix clean;
    private final RealNoiseSchedule schedule;
    private final StandardNoise noise;

    Shifts(SmoothingTask task, RealAttributeMatrix clean) {
      this.task = task;
      this.clean = clean;
      this.schedule = RealNoiseSchedule.require(task.schedule());
      this.noise = new StandardNoise(schedule.kind());
    }

    @Override
    public void sample(long sample) {
      noise.sample(task.seed(), sample);
    }

    @Override
    public void write(int region, int local, float[] x, int at) {
      Subgraph subgraph = task.subgraph();
      double scale = schedule.scale(region, subgraph.region(local));
      noise.node(subgraph.ordinal(local));
      for (int d = 0; d < clean.dimension(); d++) {
        x[at + d] = (float) (clean.value(local, d) + scale * noise.next());
      }
    }
  }

  /** Room for the attributes of copies, all zeros. */
  static float[] room(int rows, int attributes) {
    float[] x = new float[Math.multiplyExact(rows, attributes)];
    return x;
  }
}
