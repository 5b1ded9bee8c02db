package io.ringfence.cli.tune;

import com.fasterxml.jackson.databind.node.TextNode;
import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Distance;
import io.ringfence.certifier.configuration.ConfigurationLoader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A configuration of {@code ringfence serve} with chosen noise, regions and samples. What is not in
 * it has its default.
 *
 * @param model folder of the bundle
 */
record ServeYaml(Path model, Task task) {
  private static final double SMALLEST_GRID = 1e-3;

  /**
   * @throws io.ringfence.hosting.configuration.InvalidConfigurationException if {@code serve} would
   *     refuse it, naming every fault
   */
  String of(Combination combination, Rung rung) {
    String yaml =
        """
        # Chosen by `ringfence tune` for this model: %s.
        # Every key and its default: docs/configuration.md.
        kafka:
          bootstrap.servers: localhost:9092
        model: %s
        classifier: %s
        regions:
          count: %d
        noise: %s
        smoothing:
          samples: %d
          selection-samples: %d
          target-budgets: "%s"
        confidence:
          alpha: %s
        collective:
          grid: %s
        """
            .formatted(
                combination.words(),
                TextNode.valueOf(model.toAbsolutePath().normalize().toString()),
                task.classifier().name().toLowerCase(Locale.ROOT),
                combination.regions(),
                combination.noise().yaml(),
                rung.samples(),
                rung.selection(),
                task.budgetText(),
                task.alpha(),
                grid());
    new ConfigurationLoader().parse("The configuration for " + combination.words(), yaml, Map.of());
    return yaml;
  }

  /** Large enough for every target budget. */
  private String grid() {
    int additions = 0;
    int deletions = 0;
    double distance = SMALLEST_GRID;
    for (AttackBudget budget : task.budgets()) {
      if (budget instanceof Budget bits) {
        additions = Math.max(additions, bits.additions());
        deletions = Math.max(deletions, bits.deletions());
      } else {
        distance = Math.max(distance, ((Distance) budget).value());
      }
    }
    return task.budgets().get(0) instanceof Budget
        ? "{additions: %d, deletions: %d}".formatted(additions, deletions)
        : "{distance: %s}".formatted(distance);
  }
}
