package io.ringfence.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.hosting.metrics.MeterReference;
import io.ringfence.hosting.metrics.Meters;
import io.ringfence.monitor.configuration.ConfigurationLoader;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeterDocumentTest {

  private static final Path DOCUMENT = Path.of("../../docs/metrics.md");
  private static final String BEGIN = "<!-- monitor, written by MeterDocumentTest -->\n";
  private static final String END = "<!-- end of monitor -->";

  @Test
  void theDocumentNamesEveryMeter() throws IOException {
    try (Meters meters = Meters.of("monitor")) {
      MonitorConfiguration configuration =
          new ConfigurationLoader()
              .parse("text", "kafka: {bootstrap.servers: 'localhost:9092'}", Map.of());
      MonitorMeters.bind(
          meters.registry(),
          new MonitorVerticle(configuration, new Judges(new QuietAlarms(), List.of())));
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
}
