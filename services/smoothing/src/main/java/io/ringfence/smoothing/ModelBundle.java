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
 * <p>Required keys of {@code model.json}: {@code architecture} ({@code gcn}, {@code sage}, {@code
 * gat} or {@code appnp}), {@code attributes}, {@code hidden} (one width for all hidden layers, or a
 * list of one per layer but the last), {@code classes}; for APPNP {@code hops} and {@code
 * teleport}, for the others {@code layers}; for GAT {@code heads} (a number, or a list of one per
 * layer). For GAT {@code combine} ({@code concat} or {@code mean}, or a list of one per layer; by
 * default concat, mean in the last), {@code negativeSlope} (0.2) and {@code activation} ({@code
 * elu}, which is the default, or {@code relu}) may be given. All other keys are optional. Weights
 * of layer l = 1, 2, …:
 *
 * <ul>
 *   <li>{@code W<l>.npy} [inputs, outputs]; for SAGE what meets the node itself;
 *   <li>{@code W<l>_neighbour.npy}, only for SAGE, of the same shape: what meets the mean of the
 *       neighbours;
 *   <li>{@code a<l>_source.npy} and {@code a<l>_target.npy} [heads, features], only for GAT, whose
 *       {@code W<l>.npy} is [inputs, heads × features]: attention to the node that is looked at,
 *       and of the node that looks;
 *   <li>{@code b<l>.npy} [outputs], optional; absent means zero.
 * </ul>
 *
 * <p>Layer 1 reads the attributes, the last writes the classes; APPNP has two layers. A GAT layer
 * that puts its heads side by side is as wide as all of them together.
 *
 * <p>A {@code torchscript} bundle has {@code attributes}, {@code classes}, {@code file} (a plain
 * name beside {@code model.json}), {@code sha256} of that file, {@code output} ({@code logits} or
 * {@code probabilities}) and {@code hops} (a number, or {@code "unbounded"}) instead of weights;
 * see {@link TorchScriptModel}.
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
      if (model instanceof TorchScriptModel script) {
        digest.update(script.description().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
      }
      NativeModel known = NativeModel.require(model);
      digest.update(ModelFiles.description(known).getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, WeightMatrix> file : ModelFiles.weights(known).entrySet()) {
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
