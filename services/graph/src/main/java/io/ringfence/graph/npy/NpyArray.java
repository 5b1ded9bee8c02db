package io.ringfence.graph.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An array as NumPy stores it. Immutable. All conversions give the elements in row-major order,
 * whatever the order in the file.
 */
public final class NpyArray {

  private final String name;
  private final NpyType type;
  private final List<Integer> shape;
  private final ByteBuffer data;

  /**
   * @param data all elements in row-major order, in the byte order of the type; taken over
   */
  NpyArray(String name, NpyType type, List<Integer> shape, byte[] data) {
    this.name = name;
    this.type = type;
    this.shape = List.copyOf(shape);
    this.data = ByteBuffer.wrap(data).order(type.order());
  }

  /**
   * An int32 array with a copy of the values in row-major order.
   *
   * @throws IllegalArgumentException if the shape does not have as many elements
   */
  public static NpyArray of(int[] values, int... shape) {
    ByteBuffer data = allocate(values.length, Integer.BYTES, shape);
    data.asIntBuffer().put(values);
    return create(NpyType.little('i', Integer.BYTES), shape, data);
  }

  /** As {@link #of(int[], int...)}, int64. */
  public static NpyArray of(long[] values, int... shape) {
    ByteBuffer data = allocate(values.length, Long.BYTES, shape);
    data.asLongBuffer().put(values);
    return create(NpyType.little('i', Long.BYTES), shape, data);
  }

  /** As {@link #of(int[], int...)}, float32. */
  public static NpyArray of(float[] values, int... shape) {
    ByteBuffer data = allocate(values.length, Float.BYTES, shape);
    data.asFloatBuffer().put(values);
    return create(NpyType.little('f', Float.BYTES), shape, data);
  }

  /** As {@link #of(int[], int...)}, float64. */
  public static NpyArray of(double[] values, int... shape) {
    ByteBuffer data = allocate(values.length, Double.BYTES, shape);
    data.asDoubleBuffer().put(values);
    return create(NpyType.little('f', Double.BYTES), shape, data);
  }

  private static ByteBuffer allocate(int elements, int bytes, int[] shape) {
    long product = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    if (product != elements || Arrays.stream(shape).anyMatch(axis -> axis < 0)) {
      throw new IllegalArgumentException(
          "%d values do not fill the shape %s.".formatted(elements, Arrays.toString(shape)));
    }
    return ByteBuffer.allocate(Math.multiplyExact(elements, bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static NpyArray create(NpyType type, int[] shape, ByteBuffer data) {
    return new NpyArray("array", type, Arrays.stream(shape).boxed().toList(), data.array());
  }

  /** Lengths of the axes; empty for a single value. */
  public List<Integer> shape() {
    return shape;
  }

  /** Number of elements. */
  public int size() {
    return data.capacity() / type.bytes();
  }

  /** Whether the elements are text. */
  public boolean isText() {
    return type.kind() == 'U';
  }

  /** Whether the elements are floating-point numbers. */
  public boolean isFloating() {
    return type.kind() == 'f';
  }

  /**
   * The elements as ints; bits as 0 and 1.
   *
   * @throws NpyException if they are not integers or one does not fit
   */
  public int[] toInts() throws NpyException {
    requireKind("biu", "integers");
    int[] values = new int[size()];
    for (int k = 0; k < values.length; k++) {
      long value = integer(k);
      if (value != (int) value) {
        throw new NpyException("%s has the value %d, too large here.".formatted(name, value));
      }
      values[k] = (int) value;
    }
    return values;
  }

  /**
   * The elements as longs; bits as 0 and 1.
   *
   * @throws NpyException if they are not integers or one does not fit
   */
  public long[] toLongs() throws NpyException {
    requireKind("biu", "integers");
    long[] values = new long[size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = integer(k);
    }
    return values;
  }

  /**
   * The elements as floats, rounded if they are wider.
   *
   * @throws NpyException if they are not numbers
   */
  public float[] toFloats() throws NpyException {
    requireKind("biuf", "numbers");
    float[] values = new float[size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) number(k);
    }
    return values;
  }

  /**
   * The elements as doubles.
   *
   * @throws NpyException if they are not numbers
   */
  public double[] toDoubles() throws NpyException {
    requireKind("biuf", "numbers");
    double[] values = new double[size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = number(k);
    }
    return values;
  }

  /**
   * The elements as text.
   *
   * @throws NpyException if they are not text, or hold what is no unicode character
   */
  public List<String> toStrings() throws NpyException {
    requireKind("U", "text");
    List<String> values = new ArrayList<>(size());
    for (int k = 0; k < size(); k++) {
      values.add(text(k));
    }
    return values;
  }

  private String text(int element) throws NpyException {
    StringBuilder text = new StringBuilder();
    int begin = element * type.bytes();
    int end = begin + type.bytes();
    while (end > begin && data.getInt(end - 4) == 0) {
      end -= 4;
    }
    for (int at = begin; at < end; at += 4) {
      int point = data.getInt(at);
      if (!Character.isValidCodePoint(point)) {
        throw new NpyException(
            "%s has text with the number %d, which is no unicode character; it is damaged."
                .formatted(name, point));
      }
      text.appendCodePoint(point);
    }
    return text.toString();
  }

  private double number(int element) throws NpyException {
    if (type.kind() != 'f') {
      return integer(element);
    }
    return type.bytes() == 4 ? data.getFloat(element * 4) : data.getDouble(element * 8);
  }

  private long integer(int element) throws NpyException {
    boolean signed = type.kind() == 'i';
    return switch (type.bytes()) {
      case 1 -> signed ? data.get(element) : data.get(element) & 0xffL;
      case 2 -> signed ? data.getShort(element * 2) : data.getShort(element * 2) & 0xffffL;
      case 4 -> signed ? data.getInt(element * 4) : data.getInt(element * 4) & 0xffffffffL;
      default -> requireSigned(data.getLong(element * 8), signed);
    };
  }

  private long requireSigned(long value, boolean signed) throws NpyException {
    if (!signed && value < 0) {
      throw new NpyException(
          "%s has the value %s, too large here.".formatted(name, Long.toUnsignedString(value)));
    }
    return value;
  }

  private void requireKind(String kinds, String wanted) throws NpyException {
    if (kinds.indexOf(type.kind()) < 0) {
      throw new NpyException(
          "%s holds %s values where %s are needed; convert it with astype()."
              .formatted(name, type.describe(), wanted));
    }
  }

  NpyType type() {
    return type;
  }

  /** As {@link NpyHeader#cost}. */
  long cost() {
    return Math.max(data.capacity(), (long) size() * (isText() ? 32 : 8));
  }

  byte[] bytes() {
    return data.array();
  }

  @Override
  public String toString() {
    return "%s%s of %s".formatted(name, shape, type.describe());
  }
}
