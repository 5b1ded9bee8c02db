package io.ringfence.smoothing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Looks into a TorchScript archive before libtorch does: that it is one, that it does not unfold to
 * more than it should, that its code calls nothing which this program lacks, and nothing which
 * touches files. What remains can only compute.
 */
final class ScriptInspection {

  private static final int MOST_ENTRIES = 20_000;
  private static final int MOST_CODE = 16 << 20;

  /** Between a dot and a name the language allows white space, line ends and comments. */
  private static final String GAP = "(?:[\\s\\\\]|#[^\\n]*)*";

  private static final Pattern CUSTOM =
      Pattern.compile(
          "\\b(?:ops|classes)" + GAP + "\\." + GAP + "(\\w+)" + GAP + "\\.?" + GAP + "(\\w*)");

  private static final Pattern FILES =
      Pattern.compile(
          "\\." + GAP + "(save|load|from_file|_save_parameters|_load_parameters|open)\\b");

  private static final Set<String> OWN_NAMESPACES = Set.of("prim", "aten");

  private final String name;
  private final ZipFile zip;

  private ScriptInspection(String name, ZipFile zip) {
    this.name = name;
    this.zip = zip;
  }

  /**
   * @param most bytes that the contents may have together
   * @throws ModelException if something is wrong with it
   */
  static void requireHarmless(String name, byte[] bytes, long most) {
    requireZip(name, bytes);
    try (ZipFile zip = ZipFile.builder().setByteArray(bytes).get()) {
      new ScriptInspection(name, zip).inspect(most);
    } catch (IOException | RuntimeException e) {
      if (e instanceof ModelException refused) {
        throw refused;
      }
      throw new ModelException(
          "%s is a truncated or damaged archive (%s); export the model again."
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private static void requireZip(String name, byte[] bytes) {
    if (bytes.length > 1 && (bytes[0] & 0xFF) == 0x80) {
      throw pickled(name);
    }
    if (bytes.length < 4 || bytes[0] != 'P' || bytes[1] != 'K') {
      throw new ModelException(
          "%s is not a TorchScript archive; write it with torch.jit.script(module).save(file), or tools/export_pyg.py."
              .formatted(name));
    }
  }

  private static ModelException pickled(String name) {
    return new ModelException(
        "%s is a pickle of torch.save, which could run any code when it is read; it is refused unread. Export TorchScript with torch.jit.script(module).save(file), or tools/export_pyg.py."
            .formatted(name));
  }

  private void inspect(long most) throws IOException {
    List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
    if (entries.size() > MOST_ENTRIES) {
      throw new ModelException(
          "%s has %d entries; at most %d are read.".formatted(name, entries.size(), MOST_ENTRIES));
    }
    long total = 0;
    List<ZipArchiveEntry> code = new ArrayList<>();
    boolean pickle = false;
    for (ZipArchiveEntry entry : entries) {
      total += Math.max(entry.getSize(), entry.getCompressedSize());
      if (entry.getSize() < 0 || total > most || total < 0) {
        throw new ModelException(
            "%s unfolds to more than %d bytes; at most so many are read. Export a smaller model, or give Java more memory (-Xmx)."
                .formatted(name, most));
      }
      pickle |= entry.getName().endsWith("/data.pkl");
      if (entry.getName().matches("[^/]+/code/.*\\.py")) {
        code.add(entry);
      }
    }
    if (code.isEmpty()) {
      throw pickle
          ? pickled(name)
          : new ModelException(
              "%s has no TorchScript code in it; write it with torch.jit.script(module).save(file), or tools/export_pyg.py."
                  .formatted(name));
    }
    int read = 0;
    for (ZipArchiveEntry entry : code) {
      read += requireHarmless(entry, MOST_CODE - read);
    }
  }

  private int requireHarmless(ZipArchiveEntry entry, int most) throws IOException {
    byte[] text;
    try (InputStream in = zip.getInputStream(entry)) {
      text = in.readNBytes(most + 1);
    }
    if (text.length > most) {
      throw new ModelException(
          "%s has more than %d bytes of code; no model needs so much.".formatted(name, MOST_CODE));
    }
    String source = new String(text, StandardCharsets.UTF_8);
    Matcher custom = CUSTOM.matcher(source);
    while (custom.find()) {
      if (!OWN_NAMESPACES.contains(custom.group(1))) {
        throw new ModelException(
            "%s calls the custom op '%s.%s', which this libtorch does not have; a model may only use operations of torch itself. Export it with layers that need no extension (PyG without torch_scatter and torch_sparse)."
                .formatted(name, custom.group(1), custom.group(2)));
      }
    }
    Matcher files = FILES.matcher(source);
    if (files.find()) {
      throw new ModelException(
          "%s calls '%s', which touches files; a model may only compute. It is refused unread."
              .formatted(name, files.group(1)));
    }
    return text.length;
  }
}
