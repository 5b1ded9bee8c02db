package io.ringfence.smoothing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A model as a folder: {@code model.json} and one float32 {@code .npy} per weight.
 *
 * <p>Required keys of {@code model.json}: {@code architecture} ({@code gcn}, {@code sage} or {@code
 * appnp}), {@code attributes}, {@code hidden}, {@code classes}; for APPNP {@code hops} and {@code
 * teleport}, for the others {@code layers}. All other keys are optional. Weights of layer l = 1, 2,
 * …:
 *
 * <ul>
 *   <li>{@code W<l>.npy} [inputs, outputs]; for SAGE what meets the node itself;
 *   <li>{@code W<l>_neighbour.npy}, only for SAGE, of the same shape: what meets the mean of the
 *       neighbours;
 *   <li>{@code b<l>.npy} [outputs], optional; absent means zero.
 * </ul>
 *
 * <p>Layer 1 reads the attributes, the last writes the classes, all between are {@code hidden}
 * wide; APPNP has two layers.
 */
public record ModelBundle(Model model, BundleMetadata metadata) {

  public ModelBundle {
    int names = metadata.classNames().size();
    if (names != 0 && names != model.classes()) {
      throw new ModelException(
          "'classNames' has %d names for %d classes; give one per class or none."
              .formatted(names, model.classes()));
    }
  }

  /** A bundle that holds nothing but the model. */
  public static ModelBundle of(Model model) {
    return new ModelBundle(model, BundleMetadata.none());
  }

  /**
   * Reads a bundle.
   *
   * @throws ModelException if a file is missing, unreadable, damaged, or contradicts another
   */
  public static ModelBundle load(Path folder) {
    return new BundleReader(folder).read();
  }

  /**
   * Writes the bundle, {@code model.json} last; the folder is made if it is not there, files of the
   * same names are replaced.
   *
   * @throws IOException if the folder cannot be written
   */
  public void save(Path folder) throws IOException {
    BundleWriter.write(this, folder);
  }

  /**
   * SHA-256 over architecture, parameters and weights, as 64 hexadecimal digits. Two bundles of the
   * same model have the same fingerprint whatever their metadata.
   */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ModelFiles.description(model).getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, WeightMatrix> file : ModelFiles.weights(model).entrySet()) {
        WeightMatrix weight = file.getValue();
        digest.update((file.getKey() + weight.shape()).getBytes(StandardCharsets.UTF_8));
        digest.update(bytes(weight));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "This Java runtime lacks SHA-256, which every one must have.", e);
    }
  }

  private static ByteBuffer bytes(WeightMatrix weight) {
    float[] values = weight.values();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes;
  }
}
