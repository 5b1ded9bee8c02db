package io.ringfence.stream.pool;

import io.ringfence.graph.AttributeMatrix;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.Subgraph;
import io.ringfence.schemas.v1.DenseRowList;
import io.ringfence.schemas.v1.SmoothingField;

/** Pieces of graphs as the contract has them. */
final class FieldRecords {

  private FieldRecords() {}

  static SmoothingField of(Subgraph piece) {
    SmoothingField.Builder field =
        SmoothingField.newBuilder().setDimension(piece.attributes().dimension());
    long previous = -1;
    for (int node = 0; node < piece.nodes(); node++) {
      field.addOrdinalSteps(piece.ordinal(node) - previous);
      previous = piece.ordinal(node);
      field.addNodeRegions(piece.region(node)).addDegrees(piece.degree(node));
    }
    field.setNeighbours(SparseRowRecords.of(piece.neighbours()));
    if (piece.attributes() instanceof BinaryAttributeMatrix binary) {
      field.setOnes(SparseRowRecords.of(binary.ones()));
    } else if (piece.attributes() instanceof RealAttributeMatrix real) {
      field.setValues(values(real));
    }
    return field.build();
  }

  private static DenseRowList values(RealAttributeMatrix matrix) {
    DenseRowList.Builder list = DenseRowList.newBuilder();
    for (int node = 0; node < matrix.nodes(); node++) {
      for (int d = 0; d < matrix.dimension(); d++) {
        list.addValues(matrix.value(node, d));
      }
    }
    return list.build();
  }

  /**
   * @throws IllegalArgumentException if the field contradicts itself
   * @throws ArithmeticException if its numbers are out of range
   */
  static Subgraph read(SmoothingField field) {
    int nodes = field.getOrdinalStepsCount();
    if (field.getNodeRegionsCount() != nodes || field.getDegreesCount() != nodes) {
      throw new IllegalArgumentException(
          "%d nodes have %d regions and %d degrees; give one of each per node."
              .formatted(nodes, field.getNodeRegionsCount(), field.getDegreesCount()));
    }
    long[] ordinals = new long[nodes];
    int[] regions = new int[nodes];
    int[] degrees = new int[nodes];
    long previous = -1;
    for (int node = 0; node < nodes; node++) {
      ordinals[node] = Math.addExact(previous, field.getOrdinalSteps(node));
      previous = ordinals[node];
      regions[node] = field.getNodeRegions(node);
      degrees[node] = field.getDegrees(node);
    }
    return new Subgraph(
        ordinals,
        regions,
        degrees,
        SparseRowRecords.read(field.getNeighbours(), nodes, nodes),
        attributes(field, nodes));
  }

  private static AttributeMatrix attributes(SmoothingField field, int nodes) {
    int dimension = field.getDimension();
    if (dimension < 0) {
      throw new IllegalArgumentException("Nodes have more than 2^31 attributes.");
    }
    return switch (field.getAttributesCase()) {
      case ONES ->
          new BinaryAttributeMatrix(SparseRowRecords.read(field.getOnes(), nodes, dimension));
      case VALUES -> {
        DenseRowList list = field.getValues();
        float[] values = new float[list.getValuesCount()];
        for (int k = 0; k < values.length; k++) {
          values[k] = list.getValues(k);
        }
        yield RealAttributeMatrix.owning(values, nodes, dimension);
      }
      case ATTRIBUTES_NOT_SET ->
          throw new IllegalArgumentException("The nodes have no attributes of a known kind.");
    };
  }
}
