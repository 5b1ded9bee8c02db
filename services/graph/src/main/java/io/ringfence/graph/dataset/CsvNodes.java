package io.ringfence.graph.dataset;

import io.ringfence.graph.AttributeMatrix;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SparseRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The lines of {@code nodes.csv}. */
final class CsvNodes {

  private static final String INDICES = "attributes";

  private final List<String> ids = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final List<Integer> labels = new ArrayList<>();
  private final List<int[]> ones = new ArrayList<>();
  private final List<float[]> values = new ArrayList<>();
  private final List<String> columns = new ArrayList<>();
  private boolean hasLabels;
  private boolean sparse;
  private boolean allBits = true;
  private int dimension = -1;
  private int largest = -1;

  void header(CSVParser parser) throws DatasetException {
    CsvReader.requireColumns(parser, "id");
    hasLabels = parser.getHeaderNames().contains("label");
    for (String column : parser.getHeaderNames()) {
      if (!column.equals("id") && !column.equals("label")) {
        columns.add(column);
      }
    }
    String only = columns.size() == 1 ? columns.get(0) : "";
    sparse = only.equals(INDICES) || only.startsWith(INDICES + ":");
    if (sparse && only.length() > INDICES.length()) {
      dimension = number(only.substring(INDICES.length() + 1), "number of attributes");
    }
  }

  void add(CSVRecord line) throws DatasetException {
    String id = line.get("id");
    if (id.isEmpty() || !seen.add(id)) {
      throw new DatasetException(
          "line %d has the id '%s', which is empty or there already; ids must differ."
              .formatted(line.getRecordNumber() + 1, id));
    }
    ids.add(id);
    String label = hasLabels ? line.get("label") : "";
    labels.add(label.isEmpty() ? -1 : label(label));
    if (sparse) {
      addOnes(line.get(columns.get(0)));
    } else {
      addValues(line);
    }
  }

  private void addOnes(String text) throws DatasetException {
    IntStream.Builder indices = IntStream.builder();
    for (StringTokenizer parts = new StringTokenizer(text); parts.hasMoreTokens(); ) {
      indices.add(number(parts.nextToken(), "attribute index"));
    }
    int[] row = indices.build().sorted().distinct().toArray();
    largest = row.length == 0 ? largest : Math.max(largest, row[row.length - 1]);
    if (dimension >= 0 && largest >= dimension) {
      throw new DatasetException(
          "attribute index %d is out of range; the header promises %d attributes."
              .formatted(largest, dimension));
    }
    ones.add(row);
  }

  private void addValues(CSVRecord line) throws DatasetException {
    float[] row = new float[columns.size()];
    for (int k = 0; k < row.length; k++) {
      row[k] = value(line.get(columns.get(k)));
      allBits &= row[k] == 0 || row[k] == 1;
    }
    values.add(row);
  }

  private static float value(String text) throws DatasetException {
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new DatasetException("attribute value '%s' is no number.".formatted(text), e);
    }
    throw new DatasetException("attribute value '%s' is not finite.".formatted(text));
  }

  private static int label(String text) throws DatasetException {
    int label = number(text, "label");
    if (label >= Labels.MAX_CLASSES) {
      throw new DatasetException(
          "label %d is out of range; labels are 0 to %d.".formatted(label, Labels.MAX_CLASSES - 1));
    }
    return label;
  }

  private static int number(String text, String what) throws DatasetException {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number < Integer.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new DatasetException("%s '%s' is no whole number.".formatted(what, text), e);
    }
    throw new DatasetException("%s '%s' is out of range.".formatted(what, text));
  }

  List<String> ids() {
    return ids;
  }

  int[] labels() {
    return labels.stream().mapToInt(Integer::intValue).toArray();
  }

  AttributeMatrix attributes() {
    if (sparse) {
      return new BinaryAttributeMatrix(ones());
    }
    return allBits ? bits() : reals();
  }

  /** Real attributes even if all of them are 0 or 1. */
  RealAttributeMatrix realAttributes() throws DatasetException {
    return sparse ? DenseAttributes.of(ones()) : reals();
  }

  private SparseRows ones() {
    return rows(ones, dimension < 0 ? largest + 1 : dimension);
  }

  private BinaryAttributeMatrix bits() {
    List<int[]> rows = new ArrayList<>(values.size());
    for (float[] row : values) {
      int[] indices = new int[row.length];
      int count = 0;
      for (int k = 0; k < row.length; k++) {
        if (row[k] == 1) {
          indices[count++] = k;
        }
      }
      rows.add(Arrays.copyOf(indices, count));
    }
    return new BinaryAttributeMatrix(rows(rows, columns.size()));
  }

  private RealAttributeMatrix reals() {
    int width = columns.size();
    float[] all = new float[Math.multiplyExact(values.size(), width)];
    for (int node = 0; node < values.size(); node++) {
      System.arraycopy(values.get(node), 0, all, node * width, width);
    }
    return RealAttributeMatrix.owning(all, values.size(), width);
  }

  private static SparseRows rows(List<int[]> rows, int width) {
    int[] offsets = new int[rows.size() + 1];
    for (int row = 0; row < rows.size(); row++) {
      offsets[row + 1] = Math.addExact(offsets[row], rows.get(row).length);
    }
    int[] columns = new int[offsets[rows.size()]];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, columns, offsets[row], rows.get(row).length);
    }
    return SparseRows.owning(offsets, columns, width);
  }
}
