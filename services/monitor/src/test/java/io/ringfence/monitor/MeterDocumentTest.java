package io.ringfence.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.hosting.metrics.MeterReference;
import io.ringfence.hosting.metrics.Meters;
import io.ringfence.monitor.feed.FeedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MeterDocumentTest {

  private static final Path DOCUMENT = Path.of("../../docs/metrics.md");
  private static final String BEGIN = "<!-- monitor, written by MeterDocumentTest -->\n";
  private static final String END = "<!-- end of monitor -->";

  @Test
  void theDocumentNamesEveryMeter() throws IOException {
    try (Meters meters = Meters.of("monitor")) {
      new MonitorMeters(meters.registry()).bind(FeedState::beginning, () -> 0);
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
