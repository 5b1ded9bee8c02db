package io.ringfence.smoothing;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** The loops of {@link VectorInputs}: sums of a block of columns stay in a register. */
final class VectorWork implements ElementaryWork {

  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  @Override
  public void add(int[] rows, int[] chosen, int[] sums) {
    int block = INTS.length();
    int perBlock = rows.length / sums.length * block;
    for (int to = 0, from = 0; to < sums.length; to += block, from += perBlock) {
      IntVector sum = IntVector.fromArray(INTS, sums, to);
      for (int row : chosen) {
        sum = sum.add(IntVector.fromArray(INTS, rows, from + row * block));
      }
      sum.intoArray(sums, to);
    }
  }

  @Override
  public void multiplyAdd(float[] inputs, float[] weights, float[] sums) {
    int block = FLOATS.length();
    for (int to = 0, from = 0; to < sums.length; to += block, from += inputs.length * block) {
      FloatVector sum = FloatVector.fromArray(FLOATS, sums, to);
      for (int i = 0; i < inputs.length; i++) {
        FloatVector weight = FloatVector.fromArray(FLOATS, weights, from + i * block);
        sum = sum.add(weight.mul(inputs[i]));
      }
      sum.intoArray(sums, to);
    }
  }
}
