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
  private final float[] bias;
  private final DenseProduct second;
  private final int classes;
  private final int width;
  private final float[] hidden;
  private final float[] start;
  private float[] now;
  private float[] next;

  AppnpForward(AppnpModel model, RegionField field) {
    this.field = field;
    this.hops = model.hops();
    this.teleport = (float) model.teleport();
    this.keep = (float) (1 - model.teleport());
    this.bias = model.first().biasOrZero().values();
    this.second = new DenseProduct(model.second().weight(), model.second().biasOrZero());
    this.classes = model.classes();
    this.width = LANES * classes;
    this.hidden = new float[model.hidden()];
    this.start = new float[field.nodes() * width];
    this.now = new float[field.nodes() * width];
    this.next = new float[field.nodes() * width];
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void input(int position, int lane, float[] product, int from) {
    float[] h = hidden;
    float[] add = bias;
    for (int k = 0; k < h.length; k++) {
      h[k] = Math.max(0f, product[from + k] + add[k]);
    }
    int at = position * width + lane * classes;
    second.apply(h, 0, start, at);
    float scale = field.scale(position);
    for (int k = at; k < at + classes; k++) {
      start[k] *= scale;
    }
  }

  @Override
  public void run() {
    System.arraycopy(start, 0, now, 0, start.length);
    for (int t = 1; t <= hops; t++) {
      int rows = field.within(hops - t);
      for (int row = 0; row < rows; row++) {
        step(row);
      }
      float[] swap = now;
      now = next;
      next = swap;
    }
  }

  private void step(int row) {
    int at = row * width;
    System.arraycopy(now, at, next, at, width);
    field.addNeighbours(now, width, row, next, at);
    float scale = field.scale(row);
    float c = keep * (scale * scale);
    float t = teleport;
    float[] out = next;
    float[] from = start;
    for (int k = 0; k < width; k++) {
      out[at + k] = c * out[at + k] + t * from[at + k];
    }
  }

  @Override
  public void logits(int target, int lane, double[] logits) {
    double factor = 1.0 / field.scale(target);
    int at = target * width + lane * classes;
    for (int y = 0; y < classes; y++) {
      logits[y] = factor * now[at + y];
    }
  }
}
