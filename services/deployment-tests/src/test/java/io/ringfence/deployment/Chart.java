package io.ringfence.deployment;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The chart, rendered by Helm in this process, without a cluster. */
final class Chart {

  static final Path FOLDER = Path.of("../../deploy/kubernetes/ringfence");
  static final String RELEASE = "prod";
  static final String NAMESPACE = "graphs";

  private static final Map<ValueSet, Manifests> RENDERED = new ConcurrentHashMap<>();

  private Chart() {}

  /** What is installed with these values. */
  static Manifests with(ValueSet values) {
    return RENDERED.computeIfAbsent(values, set -> with(set.file()));
  }

  /**
   * What is installed with these values; later files win.
   *
   * @throws IllegalStateException with Helm's message if it refuses them
   */
  static Manifests with(Path... values) {
    try {
      return Manifests.of(render(FOLDER, values));
    } catch (IOException e) {
      throw new IllegalStateException("What Helm renders is no YAML.", e);
    }
  }

  private static String render(Path chart, Path... values) {
    var command =
        new Helm(chart)
            .template()
            .withKubeVersion("1.33.0")
            .withName(RELEASE)
            .withNamespace(NAMESPACE);
    for (Path file : values) {
      command = command.withValuesFile(file.toAbsolutePath());
    }
    return command.call();
  }
}
