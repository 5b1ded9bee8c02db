package io.ringfence.graph.npy;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An {@code .npz} archive. Arrays are read one by one when asked for, so that entries of other
 * kinds do no harm; all arrays read from one archive together may not exceed a twelfth of the heap
 * nor 1 GiB, whatever the archive claims. Not thread-safe.
 */
public final class NpzFile implements Closeable {

  private final String name;
  private final ZipFile zip;
  private long budget = Npy.maxCost();

  private NpzFile(String name, ZipFile zip) {
    this.name = name;
    this.zip = zip;
  }

  /**
   * @throws NpyException if the file is not a zip archive
   * @throws IOException if the file cannot be read
   */
  public static NpzFile open(Path file) throws IOException {
    String name = file.getFileName().toString();
    try {
      return new NpzFile(name, new ZipFile(file.toFile()));
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new NpyException(
          "%s is not an .npz archive (%s); save it with np.savez.".formatted(name, e.getMessage()),
          e);
    }
  }

  /**
   * The array saved under a name.
   *
   * @throws NpyException if there is none, or it is damaged, too large, or of a type not read
   */
  public NpyArray array(String key) throws IOException {
    return find(key)
        .orElseThrow(
            () -> new NpyException("%s has no array '%s'; it is needed.".formatted(name, key)));
  }

  /** The array saved under a name, or empty if there is none. */
  public Optional<NpyArray> find(String key) throws IOException {
    ZipEntry entry = zip.getEntry(key + ".npy");
    return entry == null ? Optional.empty() : Optional.of(read(entry, name + "/" + key));
  }

  /** Whether there is an array of that name whose elements can be read. */
  public boolean hasReadable(String key) throws IOException {
    ZipEntry entry = zip.getEntry(key + ".npy");
    if (entry == null) {
      return false;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      NpyHeader.read(in, key);
      return true;
    } catch (NpyException | ZipException | EOFException e) {
      return false;
    }
  }

  private NpyArray read(ZipEntry entry, String what) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream in =
        new CheckedInputStream(new BufferedInputStream(zip.getInputStream(entry)), sum)) {
      NpyArray array = Npy.read(in, entry.getSize(), budget, what);
      budget -= array.cost();
      if (sum.getValue() != entry.getCrc()) {
        throw new NpyException(what + " does not match its checksum; the file is damaged.");
      }
      return array;
    } catch (NpyException e) {
      throw e;
    } catch (IOException e) {
      throw new NpyException("%s cannot be unpacked (%s).".formatted(what, e.getMessage()), e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
