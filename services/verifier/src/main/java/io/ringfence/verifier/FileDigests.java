package io.ringfence.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Compares files with the digests that were written beside them, as {@code sha256sum -c} does. This
 * covers what cannot be recomputed, such as seeds and times, against accident; whoever changes a
 * file on purpose can write its digest anew.
 */
final class FileDigests {
  static final String NAME = "SHA256SUMS";

  private static final String SEPARATOR = "  ";

  private final Path folder;
  private final Ledger ledger;

  FileDigests(Path folder, Ledger ledger) {
    this.folder = folder;
    this.ledger = ledger;
  }

  void verify() throws IOException {
    Path sums = folder.resolve(NAME);
    if (!Files.exists(sums)) {
      ledger.gap(Check.DIGEST, "there is no " + NAME);
      return;
    }
    for (String line : Files.readAllLines(sums)) {
      int end = line.indexOf(SEPARATOR);
      String name = end < 0 ? line : line.substring(end + SEPARATOR.length());
      String written = end < 0 ? "" : line.substring(0, end).toLowerCase(Locale.ROOT);
      String found =
          BatchFolder.FILES.contains(name) ? digest(folder.resolve(name)) : "unknown file";
      ledger.judge(Check.DIGEST, found.equals(written), NAME, name, written, found);
    }
  }

  private static String digest(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256, which every one must have.", e);
    }
  }
}
