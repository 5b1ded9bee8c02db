package io.ringfence.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RightsDocumentTest {

  private static final Path DOCUMENT = Path.of("../../docs/security.md");
  private static final String BEGIN = "<!-- rights, written by RightsDocumentTest -->\n";
  private static final String END = "<!-- end of rights -->";

  @Test
  void theDocumentHasTheRightsOfAllRoles() throws IOException {
    String table = RightsTable.of(Installation.DEFAULT);
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
