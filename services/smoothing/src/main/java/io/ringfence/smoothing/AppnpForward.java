package io.ringfence.smoothing;

/**
 * APPNP above its first product. Works on {@code y = D^-1/2 z}, for which a step is a plain sum
 * over neighbours: {@code y_i ← (1-α)/(d_i+1) (y_i + Σ_j y_j) + α y⁰_i}, {@code d_i} the degree.
 * Several noisy graphs lie side by side in the columns, which keeps the sums long enough to
 * vectorise.
 */
final class AppnpForward implements ForwardPass {

  static final int LANES = 8;

  private final RegionField field;
  private final int hops;
  private final float teleport;
  private final float keep;
  private final int classes;
  private final int width;
  private final float[][] start;
  private float[][] now;
  private float[][] next;

  AppnpForward(AppnpModel model, RegionField field) {
    this.field = field;
    this.hops = model.hops();
    this.teleport = (float) model.teleport();
    this.keep = (float) (1 - model.teleport());
    this.classes = model.classes();
    this.width = LANES * classes;
    this.start = new float[field.nodes()][width];
    this.now = new float[field.nodes()][width];
    this.next = new float[field.nodes()][width];
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void input(int position, int lane, float[] made, int at) {
    float scale = field.scale(position);
    float[] out = start[position];
    int to = lane * classes;
    for (int k = 0; k < classes; k++) {
      out[to + k] = made[at + k] * scale;
    }
  }

  @Override
  public void run() {
    for (int row = 0; row < start.length; row++) {
      System.arraycopy(start[row], 0, now[row], 0, width);
    }
    for (int t = 1; t <= hops; t++) {
      int rows = field.within(hops - t);
      for (int row = 0; row < rows; row++) {
        step(row);
      }
      float[][] swap = now;
      now = next;
      next = swap;
    }
  }

  private void step(int row) {
    float[] out = next[row];
    System.arraycopy(now[row], 0, out, 0, width);
    field.addNeighbours(now, row, out);
    float scale = field.scale(row);
    blend(out, keep * (scale * scale), start[row], teleport);
  }

  private static void blend(float[] out, float c, float[] from, float t) {
    for (int k = 0; k < out.length; k++) {
      out[k] = c * out[k] + t * from[k];
    }
  }

  @Override
  public void logits(int target, int lane, double[] logits) {
    double factor = 1.0 / field.scale(target);
    for (int y = 0; y < classes; y++) {
      logits[y] = factor * now[target][lane * classes + y];
    }
  }
}
