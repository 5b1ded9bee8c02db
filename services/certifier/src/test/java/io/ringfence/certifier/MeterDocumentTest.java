package io.ringfence.certifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.hosting.metrics.MeterReference;
import io.ringfence.hosting.metrics.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class MeterDocumentTest {

  private static final Path DOCUMENT = Path.of("../../docs/metrics.md");
  private static final String BEGIN = "<!-- certifier, written by MeterDocumentTest -->\n";
  private static final String END = "<!-- end of certifier -->";

  @Test
  void theDocumentNamesEveryMeter() throws IOException {
    try (Meters meters = Meters.of("certifier")) {
      new CertifierMeters(meters.registry(), InstantSource.system());
      new PoolMeters(meters.registry());
      new MeteredSmoother(new NoSmoother(), meters.registry());
      String table = MeterReference.of(meters.registry());
      String document = Files.readString(DOCUMENT);
      int begin = document.indexOf(BEGIN) + BEGIN.length();
      int end = document.indexOf(END);
      if (Boolean.getBoolean("ringfence.write-docs")) {
        document = document.substring(0, begin) + table + document.substring(end);
        Files.writeString(DOCUMENT, document);
      }

      assertThat(document.substring(begin, document.indexOf(END))).isEqualTo(table);
    }
  }

  private static final class NoSmoother implements Smoother {
    @Override
    public <T> List<T> smooth(
        SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
      return List.of();
    }
  }
}
