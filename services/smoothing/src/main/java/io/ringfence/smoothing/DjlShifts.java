package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Real attributes with added noise, as {@link ShiftInputs} adds it: {@code X·W} once per task,
 * noise of scale 1 times the first weights once per node and sample, behind the rotation where that
 * takes fewer Gaussian draws, and the scale of each output region.
 *
 * <p>Draws and their products are float64. Torch's normal draws in float32 come from 32-bit
 * uniforms by Box and Muller: nothing lies beyond 6.7 standard deviations and the law is off by
 * some 10<sup>-10</sup> per draw, which over all attributes of a graph adds up to what a
 * certificate may fail with. In float64 the uniforms have 53 bits, the tail ends beyond 8.5, and
 * what is lost is some 10<sup>-16</sup> per draw, as in {@link StandardNoise}. Uniform draws lie on
 * a grid of 2<sup>-52</sup>.
 */
final class DjlShifts implements DjlInputs {

  private final DjlArrays arrays;
  private final DjlDraws draws;
  private final RealNoiseSchedule.Kind kind;
  private final int nodes;
  private final int width;
  private final int drawn;
  private final int blockWidth;
  private final List<NDArray> matrix = new ArrayList<>();
  private final NDArray clean;
  private final List<NDArray> nodesOf = new ArrayList<>();
  private final List<NDArray> scalesOf = new ArrayList<>();
  private int count;
  private @Nullable NDArray unit;

  DjlShifts(
      DjlArrays arrays,
      DjlDraws draws,
      SmoothingPlan plan,
      RealAttributeMatrix attributes,
      FirstLayer first,
      List<SmoothingPlan.OutputRegion> outputs) {
    Subgraph subgraph = plan.task().subgraph();
    RealNoiseSchedule schedule = RealNoiseSchedule.require(plan.task().schedule());
    this.arrays = arrays;
    this.draws = draws;
    this.kind = schedule.kind();
    this.nodes = subgraph.nodes();
    this.width = first.width();
    boolean rotated = kind == RealNoiseSchedule.Kind.GAUSSIAN && first.attributes() > width;
    this.drawn = rotated ? width : first.attributes();
    this.blockWidth = draws.blockWidth(nodes, drawn);
    NDArray rows = arrays.doubles(first.copyRows(), first.attributes(), width);
    NDArray read = rotated ? arrays.doubles(first.triangle(), width, width) : rows;
    for (int from = 0; from < drawn; from += blockWidth) {
      matrix.add(read.get(from + ":" + Math.min(drawn, from + blockWidth)));
    }
    this.clean = clean(attributes, rows);
    for (SmoothingPlan.OutputRegion output : outputs) {
      RegionField field = output.field();
      int[] locals = new int[field.nodes()];
      double[] scales = new double[field.nodes()];
      for (int position = 0; position < locals.length; position++) {
        locals[position] = field.local(position);
        scales[position] = schedule.scale(output.region(), subgraph.region(locals[position]));
      }
      nodesOf.add(arrays.indices(locals));
      scalesOf.add(arrays.doubles(scales, locals.length, 1));
    }
  }

  /** X·W, summed in float64, [nodes, width]. */
  private NDArray clean(RealAttributeMatrix attributes, NDArray rows) {
    int block = draws.blockWidth(nodes, attributes.dimension());
    NDArray sum = arrays.zeros(DataType.FLOAT64, nodes, width);
    for (int from = 0; from < attributes.dimension(); from += block) {
      int columns = Math.min(attributes.dimension() - from, block);
      float[] values = new float[Math.multiplyExact(nodes, columns)];
      for (int i = 0; i < values.length; i++) {
        values[i] = attributes.value(i / columns, from + i % columns);
      }
      try (NDArray x = arrays.floats(values, nodes, columns);
          NDArray exact = x.toType(DataType.FLOAT64, false);
          NDArray weights = rows.get(from + ":" + (from + columns));
          NDArray product = exact.matMul(weights)) {
        sum.addi(product);
      }
    }
    return sum.toType(DataType.FLOAT32, false);
  }

  @Override
  public void draw(long first, int count) {
    this.count = count;
    NDArray sum = product(first, 0);
    for (int block = 1; block < matrix.size(); block++) {
      try (NDArray more = product(first, block)) {
        sum.addi(more);
      }
    }
    unit = DjlArrays.reshape(sum, nodes, (long) count * width);
  }

  private NDArray product(long first, int block) {
    NDArray weights = matrix.get(block);
    long columns = weights.getShape().get(0);
    Supplier<NDArray> draw =
        switch (kind) {
          case GAUSSIAN -> () -> arrays.randomNormals(nodes, columns);
          case UNIFORM -> () -> arrays.randomUniforms(nodes, columns);
        };
    try (NDArray noise = draws.batch(first, count, block, draw);
        NDArray rows = DjlArrays.reshape(noise, (long) nodes * count, columns)) {
      return rows.matMul(weights);
    }
  }

  @Override
  public NDArray product(int output) {
    NDArray drawnUnit = unit;
    if (drawnUnit == null) {
      throw new IllegalStateException("No sample was drawn yet; draw first.");
    }
    NDArray rows = nodesOf.get(output);
    try (NDArray seen = DjlArrays.rows(drawnUnit, rows);
        NDArray scaled = seen.mul(scalesOf.get(output));
        NDArray shift = scaled.toType(DataType.FLOAT32, false);
        NDArray bySample = DjlArrays.reshape(shift, rows.size(), count, width);
        NDArray centre = DjlArrays.rows(clean, rows);
        NDArray wide = centre.expandDims(1)) {
      return DjlArrays.reshape(bySample.add(wide), -1, width);
    }
  }

  @Override
  public long fixedBytes() {
    return 2L * Double.BYTES * (drawn + (long) nodes) * width;
  }

  @Override
  public long bytesPerSample() {
    long noise = 2L * Double.BYTES * nodes * blockWidth;
    long products = 4L * Double.BYTES * nodes * width;
    return noise + products;
  }
}
