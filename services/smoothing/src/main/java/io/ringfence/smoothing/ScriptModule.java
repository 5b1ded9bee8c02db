package io.ringfence.smoothing;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.IOException;

/**
 * A TorchScript module in libtorch's memory, in evaluation mode and without torch's optimiser for
 * graphs, which would change last bits between the first calls and later ones. Thread-safe.
 */
final class ScriptModule implements AutoCloseable {

  /** Longest part of torch's own words in a message. */
  private static final int WORDS = 400;

  private final TorchScriptModel model;
  private final Device device;
  private final NDManager manager;
  private final PtSymbolBlock block;

  private ScriptModule(
      TorchScriptModel model, Device device, NDManager manager, PtSymbolBlock block) {
    this.model = model;
    this.device = device;
    this.manager = manager;
    this.block = block;
  }

  /**
   * @throws ModelException if libtorch does not take it
   */
  static ScriptModule load(TorchScriptModel model, Device device) {
    NDManager manager = DjlEngine.get().newBaseManager(device);
    try {
      PtSymbolBlock block =
          JniUtils.loadModule((PtNDManager) manager, model.archive().open(), true, false);
      return new ScriptModule(model, device, manager, block);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw new ModelException(
          "libtorch does not load the TorchScript file: %s. Export it again with operations of torch itself."
              .formatted(words(e)),
          e);
    }
  }

  TorchScriptModel model() {
    return model;
  }

  Device device() {
    return device;
  }

  /**
   * Scores before softmax, [rows, classes], row after row.
   *
   * @param x [rows, attributes]
   * @param edges sources, then destinations
   * @throws ModelException if the module fails or returns something else than it declares
   */
  float[] logits(float[] x, int rows, long[] edges) {
    float[] out = forward(x, rows, edges);
    boolean probabilities = model.output() == TorchScriptModel.Output.PROBABILITIES;
    for (int i = 0; i < out.length; i++) {
      if (!Float.isFinite(out[i])) {
        throw new ModelException(
            "The TorchScript module returned %s for class %d; scores must be finite numbers. Train or export it again."
                .formatted(out[i], i % model.classes()));
      }
      if (probabilities) {
        out[i] = (float) Math.log(Math.max(out[i], Float.MIN_NORMAL));
      }
    }
    return out;
  }

  /** What the module returns, [rows, classes]. */
  float[] forward(float[] x, int rows, long[] edges) {
    JniUtils.setGraphExecutorOptimize(false);
    try (NDManager sub = manager.newSubManager()) {
      DjlArrays arrays = new DjlArrays(sub);
      NDList input =
          new NDList(
              arrays.floats(x, rows, model.attributes()), arrays.longs(edges, 2, edges.length / 2));
      NDList output = block.forward(new ParameterStore(sub, false), input, false);
      output.attach(sub);
      return read(output, rows);
    } catch (EngineException | IllegalArgumentException e) {
      throw new ModelException(
          "The TorchScript module failed on %d nodes with %d attributes: %s. It must take (x: float[N, %d], edge_index: long[2, E]); correct 'attributes' or export it again."
              .formatted(rows, model.attributes(), words(e), model.attributes()),
          e);
    }
  }

  private float[] read(NDList output, int rows) {
    if (output.size() != 1) {
      throw new ModelException(
          "The TorchScript module returns %d arrays; it must return one, float[N, %d]."
              .formatted(output.size(), model.classes()));
    }
    NDArray scores = output.get(0);
    if (!scores.getShape().equals(new Shape(rows, model.classes()))) {
      throw new ModelException(
          "The TorchScript module returns shape %s for %d nodes; by model.json it must be (%d, %d). Correct 'classes' or export it again."
              .formatted(scores.getShape(), rows, rows, model.classes()));
    }
    if (!scores.getDataType().isFloating()) {
      throw new ModelException(
          "The TorchScript module returns %s; it must return floating-point scores, not classes."
              .formatted(scores.getDataType()));
    }
    return scores.toType(DataType.FLOAT32, false).toFloatArray();
  }

  /** The end of what torch says, where the reason stands. */
  private static String words(Exception e) {
    String text = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    return text.length() <= WORDS ? text : "… " + text.substring(text.length() - WORDS);
  }

  @Override
  public void close() {
    block.close();
    manager.close();
  }
}
