package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Makes the arrays that DJL's PyTorch engine computes with, all in memory that libtorch owns.
 *
 * <p>An array that DJL makes from a Java buffer only borrows the buffer's memory. {@code
 * NDManager.createCoo} lets go of its buffers while the sparse array still reads them, and {@code
 * mul(Number)} and its like let go of the number before the backward pass reads it again: both give
 * garbage once the collector has run. Here every buffer is copied natively before use, and scalars
 * are born native.
 */
final class DjlArrays {

  private final PtNDManager manager;

  DjlArrays(NDManager manager) {
    this.manager = (PtNDManager) manager;
  }

  NDArray floats(float[] values, long... shape) {
    try (NDArray borrowed = manager.create(values, new Shape(shape))) {
      return borrowed.duplicate();
    }
  }

  /** A weight by the name of its file: a bias has one axis. */
  NDArray weight(String name, WeightMatrix weight) {
    return ModelFiles.isBias(name)
        ? floats(weight.values(), weight.columns())
        : floats(weight.values(), weight.rows(), weight.columns());
  }

  NDArray doubles(double[] values, long... shape) {
    try (NDArray borrowed = manager.create(values, new Shape(shape))) {
      return borrowed.duplicate();
    }
  }

  NDArray longs(long[] values, long... shape) {
    try (NDArray borrowed = manager.create(values, new Shape(shape))) {
      return borrowed.duplicate();
    }
  }

  NDArray booleans(boolean[] values, long... shape) {
    try (NDArray borrowed = manager.create(values, new Shape(shape))) {
      return borrowed.duplicate();
    }
  }

  NDArray scalar(double value) {
    return JniUtils.full(
        manager, new Shape(), value, DataType.FLOAT32, manager.getDevice(), SparseFormat.DENSE);
  }

  NDArray zeros(DataType type, long... shape) {
    return manager.zeros(new Shape(shape), type);
  }

  /** 0, 1, …, count - 1 as int64. */
  NDArray range(int count) {
    return manager.arange(0, count, 1, DataType.INT64);
  }

  NDArray randomIntegers(long... shape) {
    return manager.randomInteger(
        Integer.MIN_VALUE, Integer.MAX_VALUE + 1L, new Shape(shape), DataType.INT32);
  }

  /**
   * A sparse matrix in coordinates.
   *
   * @param coordinates all rows, then all columns
   */
  NDArray sparse(long[] coordinates, float[] values, long rows, long columns) {
    try (PtNDArray at = (PtNDArray) longs(coordinates, 2, values.length);
        PtNDArray of = (PtNDArray) floats(values, values.length)) {
      return JniUtils.createSparseCoo(at, of, new Shape(rows, columns));
    }
  }
}
