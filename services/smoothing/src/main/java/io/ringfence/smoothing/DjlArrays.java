package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  /** Numbers that are float32 already, in the type that fits them. */
  NDArray floatsOf(double[] values, long... shape) {
    try (NDArray wide = doubles(values, shape)) {
      return wide.toType(DataType.FLOAT32, false);
    }
  }

  /** Row numbers for {@link #rows}. */
  NDArray indices(int[] rows) {
    return longs(Arrays.stream(rows).asLongStream().toArray(), rows.length);
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

  /** Standard normal, float64. */
  NDArray randomNormals(long... shape) {
    return manager.randomNormal(0, 1, new Shape(shape), DataType.FLOAT64);
  }

  /** Uniform on [-1, 1), float64. */
  NDArray randomUniforms(long... shape) {
    return manager.randomUniform(-1, 1, new Shape(shape), DataType.FLOAT64);
  }

  /** The same numbers in another shape; one length may be -1. */
  static NDArray reshape(NDArray array, long... shape) {
    return array.reshape(new Shape(shape));
  }

  /** Some rows of an array, along its first axis; they may repeat. */
  static NDArray rows(NDArray array, NDArray indices) {
    long[] shape = array.getShape().getShape().clone();
    try (NDArray flat = array.reshape(new Shape(shape[0], -1));
        NDArray rows = JniUtils.embedding((PtNDArray) indices, (PtNDArray) flat, false)) {
      shape[0] = indices.size();
      return rows.reshape(new Shape(shape));
    }
  }

  /** As {@link #rows}; null stands for all rows as they are. */
  static NDArray rowsOrAll(NDArray array, @Nullable NDArray indices) {
    return indices == null ? array.reshape(array.getShape()) : rows(array, indices);
  }

  /**
   * A sparse matrix of numbers that are not negative, for many products: torch knows that it is in
   * order, so that no product sorts it again and waits for the device meanwhile. Torch only tells
   * so of what came out of its own operations; the absolute value is one that changes nothing here.
   *
   * @param coordinates all rows, then all columns; each pair once
   */
  NDArray sparseWeights(long[] coordinates, float[] values, long rows, long columns) {
    try (NDArray unordered = sparse(coordinates, values, rows, columns)) {
      return unordered.abs();
    }
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
