package io.ringfence.hosting.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes Ringfence's own meters as a table, under the names that Prometheus sees. */
public final class MeterReference {

  private static final String PREFIX = "ringfence.";

  private MeterReference() {}

  /** One row per name: name, kind, labels with their values, description. */
  public static String of(MeterRegistry registry) {
    Map<String, List<Meter>> byName = new TreeMap<>();
    for (Meter meter : registry.getMeters()) {
      if (meter.getId().getName().startsWith(PREFIX)) {
        byName.computeIfAbsent(prometheusName(meter), name -> new ArrayList<>()).add(meter);
      }
    }
    String rows =
        byName.entrySet().stream()
            .map(entry -> row(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("\n"));
    return "| meter | kind | labels | meaning |\n|---|---|---|---|\n" + rows + "\n";
  }

  private static String row(String name, List<Meter> meters) {
    Meter.Id id = meters.get(0).getId();
    return "| `%s` | %s | %s | %s |"
        .formatted(
            name,
            id.getType().name().toLowerCase(Locale.ROOT),
            labels(meters),
            id.getDescription());
  }

  private static String labels(List<Meter> meters) {
    Map<String, TreeSet<String>> values = new LinkedHashMap<>();
    for (Meter meter : meters) {
      for (Tag tag : meter.getId().getTags()) {
        values.computeIfAbsent(tag.getKey(), key -> new TreeSet<>()).add(tag.getValue());
      }
    }
    return values.entrySet().stream()
        .map(entry -> "`%s`: %s".formatted(entry.getKey(), String.join(", ", entry.getValue())))
        .collect(Collectors.joining("; "));
  }

  private static String prometheusName(Meter meter) {
    String name =
        new PrometheusNamingConvention()
            .name(meter.getId().getName(), meter.getId().getType(), meter.getId().getBaseUnit());
    return meter.getId().getType() == Meter.Type.COUNTER && !name.endsWith("_total")
        ? name + "_total"
        : name;
  }
}
