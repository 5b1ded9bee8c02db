package io.ringfence.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rechecks receipts.
 *
 * <p>Takes folders that {@code ringfence certify} wrote, and files with records of the topics
 * node-certificates and graph-certificates (JSON lines, or binary records each after its length as
 * a varint), in any number and mixture. Records find their schedule in any of the files. Not
 * thread-safe.
 */
public final class Verifier {
  /** Most thresholds of one enumeration unless told otherwise: a minute or so. */
  public static final double USUAL_EFFORT = 3e6;

  private final double effort;
  private final Steps steps;

  /**
   * @param effort most thresholds that one enumeration of allocations may ask for; beyond it a
   *     collective number is reported as not checkable
   */
  public Verifier(double effort, Steps steps) {
    this.effort = effort;
    this.steps = steps;
  }

  /**
   * @param paths folders and files
   * @throws IOException if one cannot be read
   */
  public Verification verify(List<Path> paths) throws IOException {
    Inputs inputs = Inputs.of(paths);
    Ledger ledger = new Ledger();
    for (Path folder : inputs.folders) {
      new BatchFolder(folder, ledger, effort, steps).verify();
    }
    new TopicRecords(ledger, effort).verify(List.copyOf(inputs.files), steps);
    return ledger.verification();
  }

  /** How many bytes {@link Steps} will hear of, about. */
  public static long size(List<Path> paths) throws IOException {
    Inputs inputs = Inputs.of(paths);
    long size = 0;
    for (Path folder : inputs.folders) {
      size += Files.size(folder.resolve(BatchFolder.CERTIFICATES));
    }
    for (Path file : inputs.files) {
      size += Files.size(file);
    }
    return size;
  }

  private record Inputs(Set<Path> folders, Set<Path> files) {
    static Inputs of(List<Path> paths) throws IOException {
      Inputs inputs = new Inputs(new LinkedHashSet<>(), new LinkedHashSet<>());
      for (Path path : paths) {
        inputs.add(path.toAbsolutePath().normalize());
      }
      return inputs;
    }

    private void add(Path path) throws IOException {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }
      Path folder = Files.isDirectory(path) ? path : path.getParent();
      boolean batch = folder != null && Files.exists(folder.resolve(BatchFolder.SUMMARY));
      Path name = path.getFileName();
      if (folder != null
          && batch
          && (Files.isDirectory(path)
              || (name != null && BatchFolder.FILES.contains(name.toString())))) {
        folders.add(folder);
      } else if (Files.isDirectory(path)) {
        files.addAll(filesOf(path));
      } else {
        files.add(path);
      }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
      try (Stream<Path> entries = Files.list(folder)) {
        return new ArrayList<>(entries.filter(Files::isRegularFile).sorted().toList());
      }
    }
  }
}
