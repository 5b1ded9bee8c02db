package io.ringfence.graph.npy;

import java.util.List;

/** Turns elements in column-major (Fortran) order into row-major order. */
final class RowMajor {

  private RowMajor() {}

  static byte[] of(byte[] columnMajor, int elementBytes, List<Integer> shape) {
    byte[] result = new byte[columnMajor.length];
    int elements = columnMajor.length / elementBytes;
    int[] index = new int[shape.size()];
    int[] strides = new int[shape.size()];
    int stride = 1;
    for (int axis = 0; elements > 0 && axis < strides.length; axis++) {
      strides[axis] = stride;
      stride *= shape.get(axis);
    }
    int source = 0;
    for (int target = 0; target < elements; target++) {
      System.arraycopy(
          columnMajor, source * elementBytes, result, target * elementBytes, elementBytes);
      for (int axis = index.length - 1; axis >= 0; axis--) {
        source += strides[axis];
        if (++index[axis] < shape.get(axis)) {
          break;
        }
        source -= strides[axis] * index[axis];
        index[axis] = 0;
      }
    }
    return result;
  }
}
