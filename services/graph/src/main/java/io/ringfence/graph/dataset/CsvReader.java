package io.ringfence.graph.dataset;

import io.ringfence.graph.AttributeMatrix;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.SparseRows;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Nodes and edges as comma-separated text in UTF-8 with a header line each. */
final class CsvReader {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(true)
          .get();

  /** Receives one line. */
  interface Line {
    void accept(CSVRecord record) throws DatasetException;
  }

  private CsvReader() {}

  /**
   * @param real whether attributes are real numbers even if all of them are 0 or 1
   */
  static Dataset read(Path nodesFile, Path edgesFile, boolean real) throws IOException {
    CsvNodes nodes = new CsvNodes();
    forEach(nodesFile, GraphLimits.DEFAULT.nodes(), nodes::header, nodes::add);
    Map<String, Integer> index = new HashMap<>();
    for (String id : nodes.ids()) {
      index.put(id, index.size());
    }
    EdgeCollector edges = new EdgeCollector();
    forEach(
        edgesFile,
        GraphLimits.DEFAULT.edges(),
        parser -> requireColumns(parser, "source", "target"),
        line -> edges.add(end(index, line, "source"), end(index, line, "target")));
    SparseRows adjacency = edges.toAdjacency(nodes.ids().size());
    Path folder = edgesFile.toAbsolutePath().getParent();
    String name = String.valueOf(folder == null ? edgesFile : folder.getFileName());
    AttributeMatrix attributes = real ? nodes.realAttributes() : nodes.attributes();
    return Dataset.of(name, nodes.ids(), adjacency, attributes, nodes.labels(), Optional.empty());
  }

  /** Receives the header before the lines. */
  interface Header {
    void accept(CSVParser parser) throws DatasetException;
  }

  private static void forEach(Path file, int maxLines, Header header, Line line)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    if (!Files.exists(file)) {
      throw new DatasetException("%s does not exist; it is needed.".formatted(file));
    }
    long most = Runtime.getRuntime().maxMemory() / 8;
    if (Files.size(file) > most) {
      throw new DatasetException(
          "%s has %d bytes; at most %d are read. Give Java more memory (-Xmx)."
              .formatted(file, Files.size(file), most));
    }
    try (Reader reader =
            new LineLimitReader(Files.newBufferedReader(file, StandardCharsets.UTF_8));
        CSVParser parser = FORMAT.parse(reader)) {
      header.accept(parser);
      for (CSVRecord record : parser) {
        if (!record.isConsistent()) {
          throw new DatasetException(
              "Line %d has %d fields, the header %d."
                  .formatted(
                      parser.getCurrentLineNumber(),
                      record.size(),
                      parser.getHeaderNames().size()));
        }
        if (record.getRecordNumber() > maxLines) {
          throw new DatasetException(
              "there are more than %d lines, the limit; leave some out.".formatted(maxLines));
        }
        line.accept(record);
      }
    } catch (DatasetException e) {
      throw new DatasetException(name + ": " + e.getMessage(), e);
    } catch (MalformedInputException | CSVException | IllegalArgumentException e) {
      throw malformed(name, e);
    } catch (UncheckedIOException e) {
      throw malformed(name, e);
    }
  }

  private static DatasetException malformed(String name, Exception e) {
    return new DatasetException(
        "%s is no CSV text in UTF-8 with a header line (%s); save it again."
            .formatted(name, e.getMessage()),
        e);
  }

  static void requireColumns(CSVParser parser, String... columns) throws DatasetException {
    for (String column : columns) {
      if (!parser.getHeaderNames().contains(column)) {
        throw new DatasetException(
            "there is no column '%s' among %s; name it in the first line."
                .formatted(column, parser.getHeaderNames()));
      }
    }
  }

  private static int end(Map<String, Integer> index, CSVRecord line, String column)
      throws DatasetException {
    Integer node = index.get(line.get(column));
    if (node == null) {
      throw new DatasetException(
          "line %d names node '%s', which nodes.csv does not have; add it there."
              .formatted(line.getRecordNumber() + 1, line.get(column)));
    }
    return node;
  }
}
