package io.ringfence.cli.tune;

import io.ringfence.cli.input.Fingerprint;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.hosting.build.BuildInfo;
import io.ringfence.smoothing.ModelBundle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Whatever decides what trials find and in which order, by name. */
final class Inputs {
  private Inputs() {}

  /**
   * @param order the combinations as they are tried
   * @param device where models run: GPUs draw other noise of the same law
   */
  static Map<String, String> of(
      Dataset dataset,
      ModelBundle bundle,
      Task task,
      List<Combination> order,
      List<Rung> ladder,
      double accuracyLoss,
      String device) {
    Map<String, String> inputs = new LinkedHashMap<>();
    inputs.put("dataset", graph(dataset));
    inputs.put("labels", digest(labels(dataset)));
    inputs.put("model", bundle.fingerprint());
    inputs.put("targets", digest(task.targets()));
    inputs.put("budgets", task.budgetText());
    inputs.put("classifier", task.classifier().name().toLowerCase(Locale.ROOT));
    inputs.put("alpha", Double.toString(task.alpha()));
    inputs.put("seed", Long.toString(task.seed()));
    inputs.put("combinations", digest(order.stream().map(Combination::words).toList()));
    inputs.put("samples", ladder.stream().map(Rung::samples).toList().toString());
    inputs.put("accuracy loss", Double.toString(accuracyLoss));
    inputs.put("device", device);
    inputs.put("version", BuildInfo.current().version());
    return inputs;
  }

  private static String graph(Dataset dataset) {
    return Fingerprint.of(
        dataset.toSubgraph(IntStream.range(0, dataset.nodes()).map(n -> 0).boxed().toList()));
  }

  private static List<Integer> labels(Dataset dataset) {
    return IntStream.range(0, dataset.nodes())
        .map(node -> dataset.label(node).orElse(-1))
        .boxed()
        .toList();
  }

  private static String digest(List<?> values) {
    try {
      byte[] text = values.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256, which every one must have.", e);
    }
  }
}
